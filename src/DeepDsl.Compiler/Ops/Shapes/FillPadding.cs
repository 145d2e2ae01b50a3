using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class FillPadding : LayerOp
{
    public override string Summary => "the value above, and Value in place of the padding of sequences, which are steps like others from here on";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Value", 0)];

    public override OpRole Role => OpRole.Move;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Ends;

    public override IReadOnlyList<Example> Examples => [new("", [3, 5]), new("Value = -1e9", [1, 1]), new("Value = 0.5", [2, 3, 17])];

    public override string Reference => "x";

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x) => scope.Masked(x, scope.Layer.Real("Value"));
}
