using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class GroupNorm : LayerOp
{
    public override string Summary => "each group of channels of a sample to mean 0 and variance 1";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Count("Groups"), .. Standardize.Arguments(affine: true)];

    public override OpRole Role => OpRole.Norm;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Groups = 2", [3, 2, 6]), new("Groups = 1", [1, 1]), new("Groups = 3, Eps = 0.01", [5, 33]),
        new("Groups = 5, Affine = false", [15]),
    ];

    public override string Reference => "channels_first(torch.nn.functional.group_norm, x, groups, eps=eps) * weight + bias";

    protected override Shape? Infer(Layer layer, Shape input) =>
        GroupChecks.Divides(layer, layer.Int("Groups"), input.Channels.Value, $"the {input.Channels} channels of {layer.Source()}", input.Rank == 1 ? 2 : 1)
            ? input
            : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Graph g = scope.Graph;
        int groups = scope.Layer.Int("Groups");
        int channels = x.Shape.Channels.Value;
        Dim positions = new Shape(x.Shape.Skip(1).Take(x.Shape.Rank - 2)).Size;
        Node split = g.Reshape(x, new Shape(x.Shape[0], positions, groups, channels / groups));
        Node standard = g.Reshape(Standardize.Over(split, scope.Layer.Real("Eps"), 1, 3), x.Shape);
        return Standardize.Scale(scope, standard, new Shape(channels));
    }
}
