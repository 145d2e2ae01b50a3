using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Ops.Noise;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>Attention by scores that the primitive has no form for: composed of others, so one is stored for each query and key.</summary>
internal static class StoredScores
{
    /// <summary>[N, T, heads * size] as [N * heads, T, size].</summary>
    public static Node ByHead(Node x, int heads)
    {
        Graph g = x.Graph;
        (Dim batch, Dim steps, int size) = (x.Shape[0], x.Shape[1], x.Shape[2].Value / heads);
        Node split = g.Transpose(g.Reshape(x, new Shape(batch, steps, heads, size)), 0, 2, 1, 3);
        return g.Reshape(split, new Shape(batch * heads, steps, size));
    }

    /// <summary>What holds for a sample's keys, [N, S] or [N, 1], as [N * heads, 1, S or 1].</summary>
    public static Node OfSamples(Node x, int heads)
    {
        Graph g = x.Graph;
        (Dim batch, Dim width) = (x.Shape[0], x.Shape[1]);
        Node repeated = g.Broadcast(g.Reshape(x, new Shape(batch, 1, 1, width)), new Shape(batch, heads, 1, width));
        return g.Reshape(repeated, new Shape(batch * heads, 1, width));
    }

    /// <summary>0, 1, 2 and so on.</summary>
    public static Node Ascending(Graph g, Shape shape) =>
        g.Constant(shape, [.. Enumerable.Range(0, shape[0].Value).Select(i => (double)i)]);

    /// <summary>The means of values [N, S, heads * size] by softmax of scores [N * heads, T, S], as [N, T, heads * size].</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="form">With the layer's options.</param>
    /// <param name="scores">Of each query and key.</param>
    /// <param name="sees">1 where a query sees a key and 0 elsewhere; null where each sees all.</param>
    /// <param name="values">Of the keys.</param>
    public static Node Means(LayerScope scope, AttentionForm form, Node scores, Node? sees, Node values)
    {
        Graph g = scope.Graph;
        (Dim batch, Dim count, Dim others) = (values.Shape[0], scores.Shape[1], scores.Shape[2]);
        Node weights = sees is null ? Softmax.Along(scores, 2) : MaskedSoftmax.Along(scores, sees, 2);
        if (scope.Rate("Dropout") is { } rate)
        {
            Node random = scope.Random(RandomKind.Uniform, new Shape(batch, form.Heads, others, count));
            Node drawn = g.Reshape(g.Transpose(random, 0, 1, 3, 2), weights.Shape);
            weights = Dropout.Drop(weights, drawn, rate);
        }

        Node heads = g.Reshape(g.MatMul(weights, ByHead(values, form.Heads)), new Shape(batch, form.Heads, count, form.ValueSize));
        return g.Reshape(g.Transpose(heads, 0, 2, 1, 3), new Shape(batch, count, form.Heads * form.ValueSize));
    }
}
