using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class RepeatVector : LayerOp
{
    public override string Summary => "a vector [F], Count times: [Count, F]";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Count("Count")];

    public override OpRole Role => OpRole.Move;

    public override IReadOnlyList<Example> Examples => [new("Count = 3", [5]), new("Count = 1", [1]), new("Count = 2", [17])];

    public override string Reference => "x[:, None].expand(-1, count, -1)";

    protected override Shape? Infer(Layer layer, Shape input) =>
        InputChecks.Rank(layer, input, "[F]") ? new Shape(layer.Int("Count"), input[0]) : null;

    protected override Node Forward(LayerScope scope, Node x)
    {
        Dim features = x.Shape[1];
        Node one = scope.Graph.Reshape(x, new Shape(x.Shape[0], 1, features));
        return scope.Graph.Broadcast(one, new Shape(x.Shape[0], scope.Layer.Int("Count"), features));
    }
}
