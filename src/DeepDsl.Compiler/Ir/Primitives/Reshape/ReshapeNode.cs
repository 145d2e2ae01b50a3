namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The same elements in the same order under another shape.</summary>
public sealed class ReshapeNode : Node
{
    public ReshapeNode(Graph graph, Node x, Shape shape)
        : base(graph, shape, x.Type, x)
    {
        if (x.Shape.Size != shape.Size)
        {
            throw new InvalidOperationException($"{x.Shape} cannot be reshaped to {shape}.");
        }
    }

    public override string Key => "reshape";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reshape(dy, Inputs[0].Shape)];
}
