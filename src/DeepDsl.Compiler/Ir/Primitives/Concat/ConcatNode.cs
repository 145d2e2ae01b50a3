namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Parts one after another along one axis.</summary>
public sealed class ConcatNode(Graph graph, int axis, Node[] parts)
    : Node(graph, parts[0].Shape.With(axis, parts.Sum(p => p.Shape[axis].Value)), ElementType.Float32, parts)
{
    public int Axis { get; } = axis;

    public override string Key => $"concat {Axis}";

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node?[] gradients = new Node?[Inputs.Count];
        int start = 0;
        for (int i = 0; i < Inputs.Count; i++)
        {
            int length = Inputs[i].Shape[Axis].Value;
            gradients[i] = wanted[i] ? Graph.Slice(dy, Axis, start, length) : null;
            start += length;
        }

        return gradients;
    }
}
