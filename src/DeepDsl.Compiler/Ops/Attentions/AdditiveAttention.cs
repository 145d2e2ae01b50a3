using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class AdditiveAttention : Op
{
    public override string Summary =>
        "Bahdanau's: softmax(score tanh(W q + V k + b)) v of the value above as queries with named keys and values";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), new("Names", ArgumentType.Texts), OpArgument.Bool("Bias", true), OpArgument.Enum("Init", "Auto"),
        OpArgument.Real("InitValue", 0), .. OpArgument.Restrained,
        .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 4", new Shape(3, 5), new Shape(2, 7)), new("Units = 1, Bias = false", new Shape(1, 2), new Shape(1, 3)),
        new("Units = 19", new Shape(2, 3), new Shape(5, 4), new Shape(5, 17)),
    ];

    public override string Reference =>
        "torch.softmax(torch.tanh((xs[0] @ query_weight)[:, :, None] + (xs[1] @ key_weight)[:, None] + bias) @ score_weight, -1) @ xs[-1]";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<string> names = layer.Texts("Names");
        if (names.Count is 0 or > 2)
        {
            layer.Report(ProblemKind.MissingArgument,
                $"reads keys, and values if those are others, by name, as in [AdditiveAttention(64, \"keys\")], but has {Counted.Of(names.Count, "name")}.",
                "Names");
            return null;
        }

        if (!InputChecks.Rank(layer, inputs[0], "[T, C]")
            || Enumerable.Range(1, names.Count).Any(i => !AttentionOptions.IsSequence(layer, inputs[i], names[i - 1], "Names")))
        {
            return null;
        }

        if (inputs[1][0] != inputs[names.Count][0])
        {
            layer.Report(ProblemKind.MergeShapes,
                $"has keys {inputs[1]} of \"{names[0]}\" for values {inputs[2]} of \"{names[1]}\"; give both as many steps.", "Names");
            return null;
        }

        // Products of weights and values have no kernel for a number of keys that is set at run time.
        int units = layer.Int("Units");
        Dim keys = inputs[1][0].Value;
        return InputChecks.Fits(layer, "has a query.weight", new Shape(inputs[0].Channels, units))
            && InputChecks.Fits(layer, "has a key.weight", new Shape(inputs[1].Channels, units))
            && InputChecks.Fits(layer, "has scores of", new Shape(inputs[0][0], keys, units))
            ? inputs[0].With(-1, inputs[names.Count].Channels) : null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        (Node queries, Node keys, Node values) = (inputs[0], inputs[1], inputs[inputs.Count - 1]);
        int units = scope.Layer.Int("Units");
        (Dim batch, Dim steps, Dim others) = (queries.Shape[0], queries.Shape[1], keys.Shape[1]);
        Node Projected(Node x, string role, Shape shape)
        {
            int channels = x.Shape.Channels.Value;
            Node weight = scope.Parameter(role, new Shape(channels, units), Init(scope, channels, units), torchPermutation: [1, 0]);
            return g.Reshape(g.MatMul(g.Reshape(x, new Shape(x.Shape[0] * x.Shape[1], channels)), weight), shape);
        }

        Node query = Projected(queries, "query.weight", new Shape(batch, steps, 1, units));
        Node key = Projected(keys, "key.weight", new Shape(batch, 1, others, units));
        if (scope.Layer.Bool("Bias"))
        {
            query += scope.Parameter("bias", new Shape(units), ParameterInit.Zeros, isWeight: false);
        }

        Node score = scope.Parameter("score.weight", new Shape(units), Init(scope, units, 1));
        Node scores = g.Reshape(g.Sum(g.Tanh(query + key) * score, -1), new Shape(batch, steps, others));
        return g.MatMul(Weights(scores, scope.Present(keys)), values);
    }

    /// <summary>How much each key [N, Tq, Tk] counts; padding counts nothing, even where there is nothing else.</summary>
    private static Node Weights(Node scores, Node? present)
    {
        if (present is null)
        {
            return Softmax.Along(scores, 2);
        }

        return MaskedSoftmax.Along(scores, scores.Graph.Reshape(present, new Shape(present.Shape[0], 1, present.Shape[1])), 2);
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        (long queries, long keys, long units) = (inputs[0][0].Constant, inputs[1][0].Constant, layer.Int("Units"));
        return (units * (inputs[0].Size.Constant + inputs[1].Size.Constant)) + (queries * keys * (units + output.Channels.Constant));
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    private static ParameterInit Init(LayerScope scope, int inputs, int outputs)
    {
        string kind = scope.Layer.Enum("Init") == "Auto" ? "GlorotUniform" : scope.Layer.Enum("Init");
        return new ParameterInit(kind, inputs, outputs, scope.Layer.Real("InitValue"));
    }
}
