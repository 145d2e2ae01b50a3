using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Tests.Independent;

/// <summary>A leaf of a case with the recipe of its values, which tests/reference/ops.py follows too.</summary>
/// <param name="Kind">input, parameter, state or random.</param>
/// <param name="Name">The input's name, or a parameter's or state's role.</param>
/// <param name="Ints">Whether values are rounded down.</param>
public sealed record ReferenceLeaf(string Kind, string Name, int[] Shape, double Low, double High, bool Ints, uint Seed)
{
    public Tensor Values()
    {
        Tensor tensor = new(Shape);
        uint state = Seed;
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            double value = Low + ((High - Low) * (state / 4294967296.0));
            tensor.Values[i] = Ints ? Math.Floor(value) : value;
        }

        return tensor;
    }
}
