using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>Attention whose scores a function of the model's own makes of products and positions. Unlike others it stores a score for each pair.</summary>
internal static class ScoredAttention
{
    private const string Argument = "Score";
    private const int Parameters = 3;

    /// <summary>As good as -infinity to an exponential, of which differences are numbers.</summary>
    private const double Unseen = -1e30;

    public static OpArgument Score { get; } = OpArgument.Function(Argument, "");

    /// <summary>Reports a function that is missing, that the compiler cannot read, or that takes something else.</summary>
    public static bool Check(Layer layer, Dim queries, Dim keys)
    {
        string name = layer.Text(Argument);
        if (Find(layer) is not { } function)
        {
            layer.Report(ProblemKind.UnknownName, $"names the function {name}, which the class does not have; "
                + $"declare static float {name}(float score, float query, float key) => ...;", Argument);
            return false;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null || function.Parameters.Count != Parameters)
        {
            layer.Report(ProblemKind.UnsupportedExpression, body is null
                ? $"has a function that the compiler cannot read: {error}"
                : $"needs a function of a score and the positions of query and key, but {name} takes {function.Parameters.Count} values.", Argument);
            return false;
        }

        // Products of weights and values have no kernel for a number of keys that is set at run time.
        return InputChecks.Fits(layer, "has scores of", new Shape(layer.Int("Heads"), queries.Value, keys.Value));
    }

    public static Node Run(LayerScope scope, AttentionForm form, Node queries, Node keys, Node values)
    {
        Graph g = scope.Graph;
        (Dim batch, int count, int others) = (queries.Shape[0], queries.Shape[1].Value, keys.Shape[1].Value);
        Node products = g.MatMul(ByHead(queries, form.Heads), ByHead(keys, form.Heads), transposeB: true) * form.Scale;

        // The last query stands at the last key.
        Node at = Ascending(g, new Shape(count, 1)) + (others - count);
        Node key = Ascending(g, new Shape(others));
        Node scores = g.Map(FunctionBody.Read(Find(scope.Layer)!).Body!, products.Shape, products, at, key);
        Node? sees = form.IsCausal || form.Window > 0 ? g.Map((q, k) => Sees(form, q, k), at, key) : null;
        if (scope.Present(keys) is { } present)
        {
            Node own = g.Broadcast(g.Reshape(present, new Shape(batch, 1, 1, others)), new Shape(batch, form.Heads, 1, others));
            own = g.Reshape(own, new Shape(batch * form.Heads, 1, others));
            sees = sees is null ? own : sees * own;
        }

        Node weights = sees is null
            ? Softmax.Along(scores, 2)
            : Softmax.Along(g.Map((s, seen) => Exprs.Select(seen, s, Unseen), scores, sees), 2) * sees; // a query may see none
        if (form.DropRate > 0)
        {
            Node random = scope.Random(RandomKind.Uniform, new Shape(batch, form.Heads, others, count));
            Node drawn = g.Reshape(g.Transpose(random, 0, 1, 3, 2), weights.Shape);
            weights = g.Map((w, r) => Exprs.Select(Exprs.Less(r, form.DropRate), 0, w * (1 / (1 - form.DropRate))), weights, drawn);
        }

        Node heads = g.Reshape(g.MatMul(weights, ByHead(values, form.Heads)), new Shape(batch, form.Heads, count, form.ValueSize));
        return g.Reshape(g.Transpose(heads, 0, 2, 1, 3), new Shape(batch, count, form.Heads * form.ValueSize));
    }

    private static FunctionSpec? Find(Layer layer) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text(Argument));

    /// <summary>[N, T, heads * size] as [N * heads, T, size].</summary>
    private static Node ByHead(Node x, int heads)
    {
        Graph g = x.Graph;
        (Dim batch, Dim steps, int size) = (x.Shape[0], x.Shape[1], x.Shape[2].Value / heads);
        Node split = g.Transpose(g.Reshape(x, new Shape(batch, steps, heads, size)), 0, 2, 1, 3);
        return g.Reshape(split, new Shape(batch * heads, steps, size));
    }

    /// <summary>Whether a query at a place sees a key, as in <see cref="AttentionForm.KeysOf"/>.</summary>
    private static Expr Sees(AttentionForm form, Expr query, Expr key)
    {
        Expr isNotBefore = form.Window > 0 ? Exprs.Less(query - form.Window, key) : 1;
        Expr isNotBehind = form.IsCausal ? Exprs.LessOrEqual(key, query) : Exprs.Less(key, query + form.Window);
        return isNotBefore * isNotBehind;
    }

    private static Node Ascending(Graph g, Shape shape) =>
        g.Constant(shape, [.. Enumerable.Range(0, shape[0].Value).Select(i => (double)i)]);
}
