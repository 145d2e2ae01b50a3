using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>A value in a function of tensors: of each sample, with the batch before its axes, or the same for all.</summary>
internal sealed record TensorValue(Node Node, bool IsOfSample)
{
    /// <summary>As the function sees it, without the batch.</summary>
    public Shape Shape => IsOfSample ? Node.Shape.WithoutBatch() : Node.Shape;

    /// <summary>Axes that the function does not see.</summary>
    public int Before => IsOfSample ? 1 : 0;

    /// <summary>The shape of the node that has so many axes of the function.</summary>
    public Shape NodeShape(IEnumerable<Dim> shape) => IsOfSample ? new Shape(shape).WithBatch(Node.Shape[0]) : new Shape(shape);

    /// <summary>The node with axes of one before those of the function, so that values broadcast and the batch stays in front.</summary>
    public Node Aligned(int rank) => !IsOfSample ? Node
        : Node.Graph.Reshape(Node, NodeShape(Enumerable.Repeat((Dim)1, rank - Shape.Rank).Concat(Shape)));
}
