using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class LocalAttention : Op
{
    public override string Summary =>
        "Luong's local-p: keys at most Distance from a place p that each query predicts, softmax(Scale * q k^T) exp(-2 (s - p)^2 / Distance^2) v";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Count("Distance"), new("Names", ArgumentType.Texts), OpArgument.Real("Scale", 0),
        OpArgument.Enum("Init", "Auto"), OpArgument.Real("InitValue", 0), OpArgument.Real("L1", 0, 0), OpArgument.Real("L2", 0, 0),
        OpArgument.Real("MaxNorm", 0, 0), .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 4, Distance = 2", new Shape(3, 5), new Shape(7, 5)), new("Units = 1, Distance = 1, Scale = 1", new Shape(1, 2), new Shape(1, 2)),
        new("Units = 6, Distance = 3", new Shape(2, 4), new Shape(9, 4), new Shape(9, 17)), new("Units = 3, Distance = 1", [5, 6]),
    ];

    public override string Reference => "local_attention(*xs, *[xs[-1]] * (3 - len(xs)), hidden_weight, position_weight, arguments)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (AttentionOptions.KeysAndValues(layer, inputs) is not { } sides)
        {
            return null;
        }

        // Products of weights and values have no kernel for a number of keys that is set at run time.
        return InputChecks.Fits(layer, "has a hidden.weight", new Shape(inputs[0].Channels, layer.Int("Units")))
            && InputChecks.Fits(layer, "has scores of", new Shape(inputs[0][0].Value, sides.Keys[0].Value))
            ? inputs[0].With(-1, sides.Values.Channels) : null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        (Node queries, Node keys, Node values) = (inputs[0], inputs[Math.Min(1, inputs.Count - 1)], inputs[inputs.Count - 1]);
        (Dim batch, Dim others) = (keys.Shape[0], keys.Shape[1]);
        double scale = scope.Layer.Real("Scale") is var given and not 0 ? given : 1 / Math.Sqrt(queries.Shape.Channels.Value);
        Node scores = g.MatMul(queries, keys, transposeB: true) * scale;

        Node place = Roles.Name(Places(scope, queries, scope.Lengths(keys) is { } own ? g.Reshape(own, new Shape(batch, 1, 1)) : g.Size(others)), "places");
        Node at = StoredScores.Ascending(g, new Shape(others));
        int distance = scope.Layer.Int("Distance");
        Node isNear = g.Map((p, s) => Exprs.LessOrEqual(Exprs.Unary(UnaryOp.Abs, s - p), distance), place, at);
        Node counts = scope.Present(keys) is { } present ? isNear * g.Reshape(present, new Shape(batch, 1, others)) : isNear;

        // The standard deviation is half the distance. As in the paper, what the Gaussian takes away is not given to others.
        Node near = g.Map((p, s) => Exprs.Unary(UnaryOp.Exp, (s - p) * (s - p) * (-2.0 / ((double)distance * distance))), place, at);
        return g.MatMul(MaskedSoftmax.Along(scores, counts, 2) * near, values);
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        (long queries, long keys) = (inputs[0][0].Constant, inputs[Math.Min(1, inputs.Count - 1)][0].Constant);
        return (inputs[0].Size.Constant * layer.Int("Units")) + (queries * keys * (inputs[0].Channels.Constant + output.Channels.Constant));
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    /// <summary>Where each query looks, [N, Tq, 1]: steps * sigmoid(position * tanh(hidden * q)), between the first key and behind the last.</summary>
    private static Node Places(LayerScope scope, Node queries, Node steps)
    {
        Graph g = scope.Graph;
        (int channels, int units) = (queries.Shape[2].Value, scope.Layer.Int("Units"));
        Node weight = scope.Parameter("hidden.weight", new Shape(channels, units), Init(scope, channels, units), torchPermutation: [1, 0]);
        Node hidden = g.Tanh(g.MatMul(g.Reshape(queries, new Shape(queries.Shape[0] * queries.Shape[1], channels)), weight));
        Node position = scope.Parameter("position.weight", new Shape(units), Init(scope, units, 1));
        Node share = g.Sigmoid(g.Sum(g.Reshape(hidden, queries.Shape.With(-1, units)) * position, -1));
        return share * steps;
    }

    private static ParameterInit Init(LayerScope scope, int inputs, int outputs)
    {
        string kind = scope.Layer.Enum("Init") == "Auto" ? "GlorotUniform" : scope.Layer.Enum("Init");
        return new ParameterInit(kind, inputs, outputs, scope.Layer.Real("InitValue"));
    }
}
