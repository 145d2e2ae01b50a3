using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class InstanceNorm : LayerOp
{
    public override string Summary => "each channel of each sample to mean 0 and variance 1";

    public override IReadOnlyList<OpArgument> Arguments { get; } = Standardize.Arguments(affine: false);

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override OpRole Role => OpRole.Norm;

    public override IReadOnlyList<Example> Examples => [new("", [3, 2, 5]), new("Affine = true", [4, 17]), new("Eps = 0.01", [2, 2, 3, 1])];

    public override string Reference => "channels_first(torch.nn.functional.instance_norm, x, eps=eps) * weight + bias";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        Dim positions = new Shape(input.Take(Math.Max(0, input.Rank - 1))).Size;
        if (input.Rank < 2 || layer.Extents.Least(positions) == 1)
        {
            layer.Report(ProblemKind.WrongRank,
                $"needs several positions per channel to normalize over, but {layer.Source()} gives {input}. "
                + "Use [LayerNorm] or [BatchNorm].");
            return null;
        }

        return input;
    }

    protected override Node Forward(LayerScope scope, Node x) => Standardize.Scale(scope,
        Standardize.OverOwn(scope, x, x, scope.Layer.Real("Eps"), [.. Enumerable.Range(1, x.Shape.Rank - 2)]), new Shape(x.Shape.Channels));
}
