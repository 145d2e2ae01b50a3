using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class Attention : Op
{
    public override string Summary => "softmax(Scale * q k^T) v of the value above as queries with named keys and values; no parameters";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<string> ValueArguments => [ScoredAttention.MarksName];

    public override InputElements TakesIn(string argument) => InputElements.Any;

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        new("Names", ArgumentType.Texts), OpArgument.Integer("Heads", 1, 1), OpArgument.Real("Scale", 0), ScoredAttention.Score, ScoredAttention.Marks,
        .. AttentionOptions.All,
    ];

    /// <summary>Positions in two sequences are compared from their ends, and padding would be those.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        inputs.Count > 1 + layer.GivenValues.Count && (layer.Bool("Causal") || layer.Int("Window") > 0 || layer.Text("Score").Length > 0) ? StepUse.Mixes : StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("", [3, 5]), new("Scale = 1", new Shape(1, 4), new Shape(6, 4)),
        new("Heads = 2", new Shape(5, 6), new Shape(3, 6), new Shape(3, 34)),
        new("Causal = true, Dropout = 0.4", [4, 3]), new("Heads = 3, Window = 2", [5, 18]),
        new("Heads = 2, Score = \"Near\"", new Shape(3, 4), new Shape(5, 4), new Shape(5, 34)) { Functions = [Function("Near", NearBody)] },
        new("Score = \"Near\", Causal = true, Window = 2, Dropout = 0.4", [4, 3]) { Functions = [Function("Near", NearBody)] },
        new("Score = \"ByPlace\"", [4, 3]) { Functions = [Function("ByPlace", "0.5 * query - key")] },
        new("Score = \"Near\"", [1, 1]) { Functions = [Function("Near", NearBody)] },
        new("Score = \"Marked\", Marks = \"in2\"", new Shape(4, 3), new Shape(4, 1)) { Functions = [Marked] },
        new("Heads = 2, Score = \"Marked\", Marks = \"in4\"", new Shape(3, 4), new Shape(5, 4), new Shape(5, 34), new Shape(5, 1)) { Functions = [Marked] },
    ];

    public override string Reference =>
        "attention(*keys_and_values(xs, marks), arguments, heads, heads, scale or None, random if training else None, "
        + "score=dict(Near=lambda s, q, k: torch.tanh(s) - (q - k) ** 2 / 4, ByPlace=lambda s, q, k: 0 * s + q / 2 - k, "
        + "Marked=lambda s, q, k, m: s * m + 2 * m - q * m / 8).get(score), marks=dict(in2=xs[1:2], in4=xs[3:4]).get(marks))";

    /// <summary>A score that more counts of where a key has a mark.</summary>
    private static FunctionSpec Marked { get; } = new("Marked", new[] { "score", "query", "key", "mark" }, "score * mark + 2 * mark - query * mark / 8", null);

    /// <summary>A score that fades with the distance.</summary>
    private const string NearBody = "Tanh(score) - (query - key) * (query - key) / 4";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (AttentionOptions.KeysAndValues(layer, inputs) is not { } sides)
        {
            return null;
        }

        ((Shape keys, Shape values), IReadOnlyList<string> names) = (sides, layer.Texts("Names"));
        return AttentionOptions.Divides(layer, inputs[0].Channels.Value, layer.Source())
            && AttentionOptions.Divides(layer, values.Channels.Value, names.Count == 0 ? layer.Source() : $"\"{names[names.Count - 1]}\"")
            && (layer.Text("Score").Length == 0 || ScoredAttention.Check(layer, inputs[0][0], keys[0], layer.Named(inputs, ScoredAttention.MarksName)))
            && (layer.Text("Score").Length > 0 || ScoredAttention.HasNoMarks(layer))
            ? inputs[0].With(-1, values.Channels) : null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Layer layer = scope.Layer;
        int names = layer.Texts("Names").Count;
        (Node queries, Node keys, Node values) = (inputs[0], inputs[Math.Min(1, names)], inputs[names]);
        int heads = layer.Int("Heads");
        int size = queries.Shape.Channels.Value / heads;
        double scale = layer.Real("Scale") is var given and not 0 ? given : 1 / Math.Sqrt(size);
        AttentionForm form = new(heads, heads, size, values.Shape.Channels.Value / heads, scale);
        AttentionForm whole = AttentionOptions.With(scope, form);
        return layer.Text("Score").Length > 0
            ? ScoredAttention.Run(scope, whole, queries, keys, values, layer.Named(inputs, ScoredAttention.MarksName))
            : AttentionOptions.Run(scope, whole, queries, keys, [queries, keys, values]);
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) => AttentionOptions.Macs(
        layer, inputs[0][0].Constant, inputs[layer.Texts("Names").Count][0].Constant, (inputs[0].Channels.Constant + output.Channels.Constant) / 2);

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    private static FunctionSpec Function(string name, string body) => new(name, new[] { "score", "query", "key" }, body, null);
}
