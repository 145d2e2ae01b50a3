namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Elements Start to Start + Length along one axis.</summary>
public sealed class SliceNode(Graph graph, Node x, int axis, int start, int length)
    : Node(graph, x.Shape.With(axis, length), x.Type, x)
{
    public int Axis { get; } = axis;

    public int Start { get; } = start;

    public override string Key => $"slice {Axis} {Start}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Pad(dy, Axis, Start, Inputs[0].Shape[Axis].Value - Start - Shape[Axis].Value)];
}
