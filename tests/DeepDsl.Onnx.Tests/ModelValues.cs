using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx.Tests;

/// <summary>Numbers for the leaves of a graph, floats as the file has them, and what the interpreter makes of them in double.</summary>
/// <param name="symbol">What sizes are.</param>
internal sealed class ModelValues(Func<string, long> symbol)
{
    private readonly Random _random = new(5);
    private readonly Dictionary<string, Tensor> _values = [];

    public double Low { get; init; } = -2;

    public double High { get; init; } = 2;

    /// <summary>Ints are below it.</summary>
    public int IntLimit { get; init; } = 3;

    /// <summary>The largest weight, for sums of so many inputs; 1 for all where it is null.</summary>
    public double? WeightGain { get; init; }

    public Tensor Of(Node leaf)
    {
        string name = $"{leaf.Primitive} {leaf.Describe()}";
        if (!_values.TryGetValue(name, out Tensor? value))
        {
            _values.Add(name, value = Draw(leaf, [.. leaf.Shape.Select(d => checked((int)d.Evaluate(symbol)))]));
        }

        return value;
    }

    public float[] Floats(LeafNode leaf) => [.. Of(leaf).Values.Select(v => (float)v)];

    public double[] Interpret(Node node) => new Interpreter(symbol, Of).Evaluate(node).Values;

    private Tensor Draw(Node leaf, int[] shape)
    {
        Tensor tensor = new(shape);
        double largest = WeightGain is { } gain && shape.Length > 1 ? gain * Math.Sqrt(3.0 * shape[^1] / tensor.Values.Length) : 1;
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            double share = _random.NextDouble();
            tensor.Values[i] = leaf switch
            {
                InputNode { Element: Compiler.Ir.ElementType.Int32 } => Math.Floor(share * IntLimit),
                InputNode => (float)(Low + ((High - Low) * share)),
                ParameterNode => (float)(largest * ((2 * share) - 1)),
                StateNode => (float)(0.5 + share), // running variances must be positive
                RateNode rate => rate.Value,
                _ => throw new InvalidOperationException($"No values for {leaf}."),
            };
        }

        return tensor;
    }
}
