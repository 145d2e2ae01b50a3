using System.Globalization;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A constant before and after along one axis.</summary>
public sealed class PadNode(Graph graph, Node x, int axis, int before, int after, double value)
    : Node(graph, x.Shape.With(axis, x.Shape[axis].Value + before + after), ElementType.Float32, x)
{
    public int Axis { get; } = axis;

    public int Before { get; } = before;

    public double Value { get; } = value;

    public override string Key => $"pad {Axis} {Before} {Value.ToString("R", CultureInfo.InvariantCulture)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Slice(dy, Axis, Before, Inputs[0].Shape[Axis].Value)];
}
