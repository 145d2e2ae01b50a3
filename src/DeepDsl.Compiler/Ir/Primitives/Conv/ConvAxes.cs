namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>What a convolution and its gradients walk together: samples, and channels of both sides with those of the weight.</summary>
internal static class ConvAxes
{
    /// <param name="x">[N, spatial.., C].</param>
    /// <param name="w">[kernel.., C / groups, O]; in groups its channels are of some of the input's alone.</param>
    /// <param name="y">[N, spatial.., O].</param>
    public static IEnumerable<(NodeAxis, NodeAxis)> Joined(Node x, Node w, Node y, ConvGeometry geometry)
    {
        yield return (new NodeAxis(y, y.Shape.Rank), new NodeAxis(x, x.Shape.Rank));
        if (geometry.Groups == 1)
        {
            yield return (new NodeAxis(y, 1), new NodeAxis(w, 1));
            yield return (new NodeAxis(x, 1), new NodeAxis(w, 2));
        }
    }
}
