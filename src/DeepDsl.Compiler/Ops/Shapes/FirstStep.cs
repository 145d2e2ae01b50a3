using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class FirstStep : LayerOp
{
    public override string Summary => "the first step of [T, ..]: [..]";

    public override InputElements Takes => InputElements.Any;

    public override OpRole Role => OpRole.Move;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Ends;

    public override IReadOnlyList<Example> Examples => [new("", [3, 5]), new("", [1, 1]), new("", [2, 3, 17])];

    public override string Reference => "x[:, 0]";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (input.Rank > 1)
        {
            return new Shape(input.Skip(1));
        }

        layer.Report(ProblemKind.WrongRank, $"needs steps of one dimension or more, [T, ..], but {layer.Source()} gives {input}; drop it, or give the steps features before it.");
        return null;
    }

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Graph.Reshape(scope.Graph.Slice(x, 1, 0, 1), new Shape(x.Shape.Where((_, axis) => axis != 1)));
}
