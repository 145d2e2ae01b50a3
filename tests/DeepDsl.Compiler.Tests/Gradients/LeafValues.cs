using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>
/// Values for the leaves of a graph, made on first sight and then kept, so that random numbers (dropout masks) are the same in every
/// evaluation of a finite difference.
/// </summary>
internal sealed class LeafValues(Func<string, long> symbol, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<Node, Tensor> _values = [];

    /// <param name="batch">The value of N, the only symbol.</param>
    /// <param name="seed">Of the values.</param>
    public LeafValues(int batch, int seed)
        : this(name => name == "N" ? batch : throw new InvalidOperationException($"Dimension {name} has no value."), seed)
    {
    }

    public double Low { get; init; } = -2;

    public double High { get; init; } = 2;

    /// <summary>First value that int inputs do not take.</summary>
    public int IntLimit { get; init; } = 3;

    public Interpreter NewInterpreter() => new(symbol, Of);

    public Tensor Of(Node leaf)
    {
        if (!_values.TryGetValue(leaf, out Tensor? value))
        {
            value = Draw(leaf, [.. leaf.Shape.Select(d => checked((int)d.Evaluate(symbol)))]);
            _values.Add(leaf, value);
        }

        return value;
    }

    private Tensor Draw(Node leaf, int[] shape) => leaf switch
    {
        InputNode { Element: Ir.ElementType.Int32 } => Ints(shape),
        InputNode => Spread(shape, Low, High),
        ParameterNode => Spread(shape, -1, 1),
        StateNode => Spread(shape, 0.5, 1.5), // running variances must be positive
        RandomNode { Kind: RandomKind.Uniform } => Spread(shape, 0, 1),
        RandomNode => Spread(shape, -2, 2),
        _ => throw new InvalidOperationException($"No values for {leaf}."),
    };

    private Tensor Ints(int[] shape)
    {
        Tensor tensor = new(shape);
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            tensor.Values[i] = _random.Next(IntLimit);
        }

        return tensor;
    }

    /// <summary>
    /// Evenly spaced values in random order. No two are near each other and none lies near a small fraction of the range, so a finite
    /// difference crosses neither a tie (max pooling; a maximum of two inputs, hence the shift from leaf to leaf) nor a kink (ReLU at 0,
    /// hard sigmoid at 3).
    /// </summary>
    private Tensor Spread(int[] shape, double low, double high)
    {
        Tensor tensor = new(shape);
        int count = tensor.Values.Length;
        double shift = 0.37 - (0.07 * (_values.Count % 4));
        for (int i = 0; i < count; i++)
        {
            tensor.Values[i] = low + ((high - low) * (i + shift) / count);
        }

        _random.Shuffle(tensor.Values);
        return tensor;
    }
}
