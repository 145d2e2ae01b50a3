using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// How far a key is from a query, as a part of their score: a query times a projection of sines and cosines of the distance. Each query is
/// multiplied with every distance once, and its row then moved to where its keys are (appendix B of Dai et al., 2019).
/// </summary>
internal static class Distances
{
    private const double Base = 10_000;

    /// <summary>[N * heads, T, keys] of queries [N * heads, T, size]; the last query stands at the last key.</summary>
    public static Node Scores(LayerScope scope, Node queries, Dim samples, int channels, int keys, bool isCausal)
    {
        Graph g = scope.Graph;
        int heads = scope.Layer.Int("Heads");
        (Dim rows, int steps, int size) = (queries.Shape[0], queries.Shape[1].Value, queries.Shape[2].Value);

        // One more than are seen, so that the rows can be moved by reading them in another width.
        int behind = isCausal ? 1 : Math.Max(1, steps - 1);
        int count = keys + behind;
        Node weight = Projection.Weight(scope, "r_net.weight", channels, heads * size, heads * size);
        Node byHead = g.Transpose(g.Reshape(g.MatMul(Encoded(g, keys - 1, count, channels), weight), new Shape(count, heads, size)), 1, 0, 2);
        Node repeated = g.Broadcast(g.Reshape(byHead, new Shape(1, heads, count, size)), new Shape(samples, heads, count, size));
        Node products = g.MatMul(queries, g.Reshape(repeated, new Shape(rows, count, size)), transposeB: true);

        // Query i meets key j at distance number steps - 1 - i + j: at place i * count + that, which is i * (count - 1) + steps - 1 + j.
        Node moved = g.Slice(g.Reshape(products, new Shape(rows, steps * count)), 1, steps - 1, steps * (count - 1));
        return g.Slice(g.Reshape(moved, new Shape(rows, steps, count - 1)), 2, 0, keys);
    }

    /// <summary>Sines and then cosines of so many distances, of which the first is the largest: [count, channels].</summary>
    private static Node Encoded(Graph g, int largest, int count, int channels)
    {
        int half = channels / 2;
        Node distances = g.Constant(new Shape(count, 1), [.. Enumerable.Range(0, count).Select(i => (double)(largest - i))]);
        Node angles = distances * g.Constant(new Shape(half), [.. Enumerable.Range(0, half).Select(c => Math.Pow(Base, -2.0 * c / channels))]);
        return g.Concat(1, g.Unary(UnaryOp.Sin, angles), g.Unary(UnaryOp.Cos, angles));
    }
}
