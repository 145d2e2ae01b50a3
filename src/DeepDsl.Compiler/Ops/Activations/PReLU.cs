using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class PReLU : LayerOp
{
    public override string Summary => "x above 0, slope * x below, with a learned slope per channel";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Slope", 0.25), .. OpArgument.Weighted];

    public override OpRole Role => OpRole.Activation;

    public override IReadOnlyList<Example> Examples => [new("", [2, 3, 5]), new("", [1]), new("Slope = 0.1", [37])];

    public override string Reference => "torch.where(x > 0, x, slope * x)";

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x)
    {
        // Not a weight: decay would pull the slope to 0 and the layer to a plain ReLU.
        Shape channels = new(x.Shape.Channels);
        Node slope = scope.Parameter("slope", channels, new ParameterInit("Constant", 0, 0, scope.Layer.Real("Slope")), isWeight: false);
        return scope.Graph.Map((v, a) => Exprs.Select(Exprs.Less(0, v), v, a * v), x, slope);
    }
}
