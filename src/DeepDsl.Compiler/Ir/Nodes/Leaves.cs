using System.Globalization;

namespace DeepDsl.Compiler.Ir.Nodes;

/// <summary>A value without inputs: no gradient rule.</summary>
public abstract class LeafNode(Graph graph, Shape shape, ElementType type = ElementType.Float32) : Node(graph, shape, type)
{
    public override Node?[] InputGradients(Node dy, bool[] wanted) => [];
}

/// <summary>Given from outside at each call: model inputs, targets, output gradients.</summary>
public sealed class InputNode(Graph graph, string name, Shape shape, ElementType type) : LeafNode(graph, shape, type)
{
    public string Name { get; } = name;

    public override string Key => $"input {Name}";
}

/// <summary>A trainable tensor.</summary>
public sealed class ParameterNode(Graph graph, string name, Shape shape) : LeafNode(graph, shape)
{
    public string Name { get; } = name;

    public override string Key => $"parameter {Name}";
}

/// <summary>A tensor that the program itself updates at the end of a training step, such as a running mean.</summary>
public sealed class StateNode(Graph graph, string name, Shape shape) : LeafNode(graph, shape)
{
    public string Name { get; } = name;

    public override string Key => $"state {Name}";
}

/// <summary>Values known at compile time, row-major.</summary>
public sealed class ConstantNode(Graph graph, Shape shape, double[] values) : LeafNode(graph, shape)
{
    public IReadOnlyList<double> Values { get; } = values;

    public override string Key { get; } = "constant " + string.Join(",", values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}

public enum RandomKind { Uniform, Normal }

/// <summary>Element i is number i of the stream (row-major), drawn anew at every training step.</summary>
public sealed class RandomNode(Graph graph, RandomKind kind, int stream, Shape shape) : LeafNode(graph, shape)
{
    public RandomKind Kind { get; } = kind;

    public int Stream { get; } = stream;

    public override string Key => $"random {Kind} {Stream}";
}
