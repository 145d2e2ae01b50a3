using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class GroupNorm : LayerOp
{
    public override string Summary => "each group of channels of a sample to mean 0 and variance 1";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Count("Groups"), .. Standardize.Arguments(affine: true)];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override OpRole Role => OpRole.Norm;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Groups = 2", [3, 2, 6]), new("Groups = 1", [1, 1]), new("Groups = 3, Eps = 0.01", [5, 33]),
        new("Groups = 5, Affine = false", [15]),
    ];

    public override string Reference => "channels_first(torch.nn.functional.group_norm, x, groups, eps=eps) * weight + bias";

    protected override Shape? Infer(Layer layer, Shape input) =>
        GroupChecks.Divides(layer, layer.Int("Groups"), input.Channels.Value, $"the {Counted.Of(input.Channels, "channel")} of {layer.Source()}", input.Rank == 1 ? 2 : 1)
            ? input
            : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        int groups = scope.Layer.Int("Groups");
        int channels = x.Shape.Channels.Value;
        Dim[] steps = [.. x.Shape.Skip(1).Take(x.Shape.Rank - 2)];
        Dim inStep = new Shape(steps.Skip(1)).Size;
        Node standard = scope.Present(x) is null
            ? Standardize.Over(Split(new Shape(steps).Size), scope.Layer.Real("Eps"), 1, 3)
            : Standardize.OverOwn(scope, x, Split(steps[0], inStep), scope.Layer.Real("Eps"), 1, 2, 4);
        return Standardize.Scale(scope, g.Reshape(standard, x.Shape), new Shape(channels));

        Node Split(params Dim[] positions) => g.Reshape(x, new Shape([x.Shape[0], .. positions, groups, channels / groups]));
    }
}
