namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Several products of the same rows as one, with their weights side by side.</summary>
/// <param name="parts">In the order in which they stand.</param>
internal sealed class JoinedProduct(IReadOnlyList<JoinedProduct.Part> parts)
{
    private Node? _whole;

    /// <param name="Product">Of rows and weights.</param>
    /// <param name="Bias">What is added to each row; null for nothing.</param>
    public sealed record Part(Node Product, Node? Bias)
    {
        public Node Rows => Product.Inputs[0];

        public Dim Width => Product.Shape[1];
    }

    /// <summary>One of the parts. The first that is taken makes the whole.</summary>
    /// <param name="part">Which.</param>
    /// <param name="made">What stands for a value now.</param>
    /// <param name="place">What the whole is where parts are read.</param>
    public Node Take(Part part, Func<Node, Node> made, Func<Node, Node> place)
    {
        _whole ??= place(Make(made));
        Dim start = parts.TakeWhile(p => p != part).Aggregate((Dim)0, (sum, p) => sum + p.Width);
        return _whole.Graph.Slice(_whole, 1, start, part.Width);
    }

    private Node Make(Func<Node, Node> made)
    {
        Graph graph = parts[0].Product.Graph;
        Node product = graph.MatMul(made(parts[0].Rows), graph.Concat(1, [.. parts.Select(p => p.Product.Inputs[1])]));
        return parts.All(p => p.Bias is null) ? product : product + graph.Concat(0, [.. parts.Select(p =>
            p.Bias ?? graph.Broadcast(graph.Constant(0), new Shape(p.Width)))]);
    }
}
