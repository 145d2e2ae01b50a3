namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>What a convolution and its gradients walk together: samples, and channels of both sides with those of the weight.</summary>
internal static class ConvAxes
{
    /// <param name="x">[N, spatial.., C].</param>
    /// <param name="w">[kernel.., C / groups, O].</param>
    /// <param name="y">[N, spatial.., O].</param>
    /// <param name="geometry">The windows.</param>
    public static IEnumerable<(NodeAxis, NodeAxis)> Joined(Node x, Node w, Node y, ConvGeometry geometry) =>
        Channels(x, w, y, geometry).Append((new NodeAxis(y, y.Shape.Rank), new NodeAxis(x, x.Shape.Rank)));

    /// <summary>In groups, the weight's channels are those of parts of the input, and none are walked with them throughout.</summary>
    public static IEnumerable<(NodeAxis, NodeAxis)> Channels(Node x, Node w, Node y, ConvGeometry geometry) => geometry.Groups > 1
        ? []
        : [(new NodeAxis(y, 1), new NodeAxis(w, 1)), (new NodeAxis(x, 1), new NodeAxis(w, 2))];
}
