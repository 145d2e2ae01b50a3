using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class Attention : Op
{
    public override string Summary => "softmax(Scale * q k^T) v of the value above as queries with named keys and values; no parameters";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        new("Names", ArgumentType.Texts), OpArgument.Integer("Heads", 1, 1), OpArgument.Real("Scale", 0), ScoredAttention.Score,
        .. AttentionOptions.All,
    ];

    /// <summary>Positions in two sequences are compared from their ends, and padding would be those.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        inputs.Count > 1 && (layer.Bool("Causal") || layer.Int("Window") > 0 || layer.Text("Score").Length > 0) ? StepUse.Mixes : StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("", [3, 5]), new("Scale = 1", new Shape(1, 4), new Shape(6, 4)),
        new("Heads = 2", new Shape(5, 6), new Shape(3, 6), new Shape(3, 34)),
        new("Causal = true, Dropout = 0.4", [4, 3]), new("Heads = 3, Window = 2", [5, 18]),
        new("Heads = 2, Score = \"Near\"", new Shape(3, 4), new Shape(5, 4), new Shape(5, 34)) { Functions = [Function("Near", NearBody)] },
        new("Score = \"Near\", Causal = true, Window = 2, Dropout = 0.4", [4, 3]) { Functions = [Function("Near", NearBody)] },
        new("Score = \"ByPlace\"", [4, 3]) { Functions = [Function("ByPlace", "0.5 * query - key")] },
        new("Score = \"Near\"", [1, 1]) { Functions = [Function("Near", NearBody)] },
    ];

    public override string Reference =>
        "attention(*xs, *[xs[-1]] * (3 - len(xs)), arguments, heads, heads, scale or None, random if training else None, "
        + "score=dict(Near=lambda s, q, k: torch.tanh(s) - (q - k) ** 2 / 4, ByPlace=lambda s, q, k: 0 * s + q / 2 - k).get(score))";

    /// <summary>A score that fades with the distance.</summary>
    private const string NearBody = "Tanh(score) - (query - key) * (query - key) / 4";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<string> names = layer.Texts("Names");
        if (names.Count > 2)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"reads keys and values by name, but has {names.Count} names; give it at most two.", "Names");
            return null;
        }

        if (!InputChecks.Rank(layer, inputs[0], "[T, C]")
            || Enumerable.Range(1, names.Count).Any(i => !AttentionOptions.IsSequence(layer, inputs[i], names[i - 1], "Names")))
        {
            return null;
        }

        (Shape queries, Shape keys, Shape values) = (inputs[0], inputs[Math.Min(1, names.Count)], inputs[names.Count]);
        if (keys.Channels != queries.Channels || keys[0] != values[0])
        {
            layer.Report(ProblemKind.MergeShapes, keys.Channels != queries.Channels
                ? $"multiplies {queries} of {layer.Source()} with {keys} of \"{names[0]}\"; give both as many channels."
                : $"has keys {keys} of \"{names[0]}\" for values {values} of \"{names[1]}\"; give both as many steps.", "Names");
            return null;
        }

        return AttentionOptions.Divides(layer, queries.Channels.Value, layer.Source())
            && AttentionOptions.Divides(layer, values.Channels.Value, names.Count == 0 ? layer.Source() : $"\"{names[names.Count - 1]}\"")
            && (layer.Text("Score").Length == 0 || ScoredAttention.Check(layer, queries[0], keys[0]))
            ? queries.With(-1, values.Channels) : null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Layer layer = scope.Layer;
        (Node queries, Node keys, Node values) = (inputs[0], inputs[Math.Min(1, inputs.Count - 1)], inputs[inputs.Count - 1]);
        int heads = layer.Int("Heads");
        int size = queries.Shape.Channels.Value / heads;
        double scale = layer.Real("Scale") is var given and not 0 ? given : 1 / Math.Sqrt(size);
        AttentionForm form = new(heads, heads, size, values.Shape.Channels.Value / heads, scale);
        AttentionForm whole = AttentionOptions.With(scope, form);
        return layer.Text("Score").Length > 0
            ? ScoredAttention.Run(scope, whole, queries, keys, values)
            : AttentionOptions.Run(scope, whole, queries, keys, [queries, keys, values]);
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) => AttentionOptions.Macs(
        layer, inputs[0][0].Constant, inputs[inputs.Count - 1][0].Constant, (inputs[0].Channels.Constant + output.Channels.Constant) / 2);

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    private static FunctionSpec Function(string name, string body) => new(name, new[] { "score", "query", "key" }, body, null);
}
