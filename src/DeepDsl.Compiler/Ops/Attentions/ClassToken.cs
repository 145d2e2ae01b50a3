using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class ClassToken : LayerOp
{
    public override string Summary => "a learned step before those of [T, C]: [T + 1, C]";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Enum("Init", "Normal"), OpArgument.Real("InitValue", 0.02),
        .. OpArgument.Restrained, .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Leads;

    public override IReadOnlyList<Example> Examples => [new("", [3, 5]), new("", [1, 1]), new("", [2, 17])];

    public override string Reference => "torch.cat([weight.expand(x.shape[0], 1, -1), x], 1)";

    protected override Shape? Infer(Layer layer, Shape input) =>
        InputChecks.Rank(layer, input, "[T, C]") ? new Shape(input[0] + 1, input[1]) : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Layer layer = scope.Layer;
        int channels = x.Shape[2].Value;
        string kind = layer.Enum("Init") == "Auto" ? "Normal" : layer.Enum("Init");
        Node weight = scope.Parameter("weight", new Shape(channels), new ParameterInit(kind, 1, channels, layer.Real("InitValue")));
        Node first = scope.Graph.Broadcast(scope.Graph.Reshape(weight, new Shape(1, 1, channels)), new Shape(x.Shape[0], 1, channels));
        return scope.Graph.Concat(1, first, x);
    }
}
