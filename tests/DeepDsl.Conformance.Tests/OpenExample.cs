using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using Shape = DeepDsl.Compiler.Ir.Shape;

namespace DeepDsl.Conformance.Tests;

/// <summary>An example with an axis that is set at run time.</summary>
internal sealed record OpenExample(Op Op, int Index, int Axis)
{
    /// <summary>How much longer than in its example the dimension may be.</summary>
    private const int Room = 6;

    public Example Example => Op.Examples[Index];

    /// <summary>The smallest size that the extent allows, that of the example.</summary>
    public int Least => Example.Inputs[0][Axis].Value;

    public IEnumerable<int> Sizes => [Least, Least + 1, Least + Room];

    public ModelSpec Spec
    {
        get
        {
            ModelSpec constant = OneLayerModel.Spec(Op, Example);
            return constant with
            {
                Name = $"{Op.Name}{Index}_{Axis}",
                Gpu = true,
                Layers = constant.Layers.Select(Open).ToArray(),
                Settings = new[] { SpecReader.ReadAttribute($"Extent(Symbol = Dim.T, Min = {Least}, Max = {Least + Room})") },
            };
        }
    }

    public IReadOnlyList<Problem> Problems => Pipeline.Build(Spec).Problems;

    /// <summary>The same example with a constant size: what the interpreter evaluates.</summary>
    public Example At(int size) => Example with { Inputs = [.. Example.Inputs.Select(i => IsOpen(i) ? i.With(Axis, size) : i)] };

    public override string ToString() => $"{Op.Name}{Example}, axis {Axis}";

    /// <summary>All of an op, also those that it refuses: along the first axis, which a vector's features are not, and the second of images.</summary>
    public static IReadOnlyList<OpenExample> Of(Op op) =>
    [
        .. op.Examples.SelectMany((e, i) => Enumerable.Range(0, 2).Select(axis => new OpenExample(op, i, axis)))
            .Where(c => c.Example.Inputs[0].Rank > c.Axis + (c.Example.IntLimit > 0 ? 0 : 1)),
    ];

    /// <summary>Every input that has the dimension of the first.</summary>
    private bool IsOpen(Shape input) => input.Rank > Axis && input[Axis].Value == Least && input.Rank == Example.Inputs[0].Rank;

    private AttributeSpec Open(AttributeSpec layer)
    {
        if (layer.Kind != "Input" || layer["Shape"] is not ListArgument shape
            || !IsOpen(new Shape(shape.Items.Select(i => (Compiler.Ir.Dim)(int)((NumberArgument)i).Value))))
        {
            return layer;
        }

        Argument[] items = [.. shape.Items.Select((item, axis) => axis == Axis ? new EnumArgument(ExtentSpec.DimensionType, "T") : item)];
        return layer with { Arguments = layer.Arguments.Select(a => a.Name == "Shape" ? a with { Value = new ListArgument(items) } : a).ToArray() };
    }
}
