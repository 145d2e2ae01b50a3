using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// Attention whose scores a function of the model's own makes of products, positions, and a mark of each key where there are some. Unlike others
/// it stores a score for each pair.
/// </summary>
internal static class ScoredAttention
{
    private const string Argument = "Score";
    private const int Parameters = 3;

    /// <summary>The argument that names the marks.</summary>
    public const string MarksName = "Marks";

    public static OpArgument Score { get; } = OpArgument.Function(Argument, "");

    public static OpArgument Marks { get; } = OpArgument.Text(MarksName, "");

    /// <summary>Reports marks that no function reads.</summary>
    public static bool HasNoMarks(Layer layer)
    {
        if (layer.Text(MarksName) is not { Length: > 0 } marks)
        {
            return true;
        }

        layer.Report(ProblemKind.MissingArgument,
            $"gives \"{marks}\" to no function; name one by Score that takes it: static float Score(float score, float query, float key, float mark) => ...;",
            MarksName);
        return false;
    }

    /// <summary>Reports a function that is missing, that the compiler cannot read, or that takes something else.</summary>
    /// <param name="layer">Which names it.</param>
    /// <param name="queries">Steps.</param>
    /// <param name="keys">Steps.</param>
    /// <param name="marks">Of the keys; null for none.</param>
    public static bool Check(Layer layer, Dim queries, Dim keys, Shape? marks)
    {
        string name = layer.Text(Argument);
        string parameters = marks is null ? "float score, float query, float key" : "float score, float query, float key, float mark";
        if (Find(layer) is not { } function)
        {
            layer.Report(ProblemKind.UnknownName, $"names the function {name}, which the class does not have; "
                + $"declare static float {name}({parameters}) => ...;", Argument);
            return false;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null || function.Parameters.Count != Parameters + (marks is null ? 0 : 1))
        {
            layer.Report(ProblemKind.UnsupportedExpression, body is null
                ? $"has a function that the compiler cannot read: {error}"
                : marks is null
                    ? $"needs a function of a score and the positions of query and key, but {name} takes {Counted.Of(function.Parameters.Count, "value")}."
                    : $"needs a function of a score, the positions of query and key, and the key's mark, but {name} takes {Counted.Of(function.Parameters.Count, "value")}.",
                Argument);
            return false;
        }

        if (marks is not null && marks != new Shape(keys) && marks != new Shape(keys, 1))
        {
            layer.Report(ProblemKind.MergeShapes,
                $"needs a mark for each of {keys} keys, [{keys}] or [{keys}, 1], but \"{layer.Text(MarksName)}\" is {marks}.", MarksName);
            return false;
        }

        // Products of weights and values have no kernel for a number of keys that is set at run time.
        return InputChecks.Fits(layer, "has scores of", new Shape(layer.Int("Heads"), queries.Value, keys.Value));
    }

    public static Node Run(LayerScope scope, AttentionForm form, Node queries, Node keys, Node values, Node? marks)
    {
        Graph g = scope.Graph;
        (int count, int others) = (queries.Shape[1].Value, keys.Shape[1].Value);
        Node products = g.MatMul(StoredScores.ByHead(queries, form.Heads), StoredScores.ByHead(keys, form.Heads), transposeB: true) * form.Scale;

        // The last query stands at the last key.
        Node at = StoredScores.Ascending(g, new Shape(count, 1)) + (others - count);
        Node key = StoredScores.Ascending(g, new Shape(others));
        Node? own = scope.Present(keys) is { } present ? StoredScores.OfSamples(present, form.Heads) : null;
        Node? mark = marks is null ? null : StoredScores.OfSamples(g.Reshape(marks, new Shape(marks.Shape[0], others)), form.Heads);
        if (mark is not null && own is not null)
        {
            // What no score is made of must not come back as the factor of a gradient of 0.
            mark = StepLengths.Kept(own, mark, g.Constant(0));
        }

        Node scores = g.Map(FunctionBody.Read(Find(scope.Layer)!).Body!, products.Shape, [products, at, key, .. mark is null ? Array.Empty<Node>() : [mark]]);
        Node? sees = form.IsCausal || form.Window > 0 ? g.Map((q, k) => Sees(form, q, k), at, key) : null;
        return StoredScores.Means(scope, form, scores, sees is null ? own : own is null ? sees : sees * own, values);
    }

    private static FunctionSpec? Find(Layer layer) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text(Argument));

    /// <summary>Whether a query at a place sees a key, as in <see cref="AttentionForm.KeysOf"/>.</summary>
    private static Expr Sees(AttentionForm form, Expr query, Expr key)
    {
        Expr isNotBefore = form.Window > 0 ? Exprs.Less(query - form.Window, key) : 1;
        Expr isNotBehind = form.IsCausal ? Exprs.LessOrEqual(key, query) : Exprs.Less(key, query + form.Window);
        return isNotBefore * isNotBehind;
    }
}
