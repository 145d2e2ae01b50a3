using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Identity : LayerOp
{
    public override string Summary => "the value above, to give it a name";

    public override InputElements Takes => InputElements.Any;

    public override OpRole Role => OpRole.Move;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples => [new("", [2, 3]), new("", [1])];

    public override string Reference => "x";

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x) => x;
}
