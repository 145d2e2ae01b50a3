using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class LayerNorm : LayerOp
{
    public override string Summary => "each position to mean 0 and variance 1 over its last Axes dimensions";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Integer("Axes", 1, 1), .. Standardize.Arguments(affine: true)];

    public override OpRole Role => OpRole.Norm;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        layer.Int("Axes") < inputs[0].Rank ? StepUse.Each : StepUse.Mixes;

    public override IReadOnlyList<Example> Examples =>
        [new("", [3, 5]), new("", [1, 1]), new("Axes = 2, Eps = 0.01", [2, 3, 17]), new("Affine = false", [19])];

    public override string Reference => "torch.nn.functional.layer_norm(x, x.shape[-axes:], eps=eps) * weight + bias";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (layer.Int("Axes") > input.Rank)
        {
            layer.Report(ProblemKind.WrongRank,
                $"normalizes {Counted.Of(layer.Int("Axes"), "dimension")}, but {layer.Source()} gives {input}", "Axes",
                Remedy.Set("Axes", input.Rank));
            return null;
        }

        return input;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        int count = scope.Layer.Int("Axes");
        int[] axes = [.. Enumerable.Range(x.Shape.Rank - count, count)];
        return Standardize.Scale(scope, Standardize.Over(x, scope.Layer.Real("Eps"), axes), new Shape(x.Shape.Skip(x.Shape.Rank - count)));
    }
}
