using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class RMSNorm : LayerOp
{
    public override string Summary => "x / sqrt(mean(x^2) + eps) * weight over the last dimension";

    /// <summary>Eps is the distance from 1 to the next float, as in PyTorch.</summary>
    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Real("Eps", 1.1920928955078125e-7, 0), OpArgument.Bool("Affine", true), .. OpArgument.Weighted];

    public override OpRole Role => OpRole.Norm;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples => [new("", [3, 5]), new("Eps = 0.01", [1]), new("Affine = false", [17])];

    public override string Reference => "x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight";

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Node y = x * Standardize.InverseDeviation(scope.Graph.Mean(x * x, -1), scope.Layer.Real("Eps"));
        return scope.Layer.Bool("Affine") ? y * Standardize.Weight(scope, new Shape(x.Shape.Channels)) : y;
    }
}
