using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class Reparameterize : Op
{
    public override string Summary =>
        "in training, a sample of the normal distribution of the means above and the named logarithms of variances";

    public override string NamesArgument => "LogVariance";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("LogVariance", ArgumentType.Text)];

    public override OpRole Role => OpRole.Merge;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples =>
        [new("", new Shape(2, 3), new Shape(2, 3)), new("", new Shape(1), new Shape(1)), new("", new Shape(17), new Shape(17))];

    public override string Reference => "xs[0] + torch.exp(xs[1] / 2) * random if training else xs[0]";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (inputs[0] == inputs[1])
        {
            return inputs[0];
        }

        layer.Report(ProblemKind.MergeShapes,
            $"has means {inputs[0]} of {layer.Source()}, but logarithms of variances {inputs[1]} of \"{layer.Text("LogVariance")}\"; "
            + "give both the same shape.", "LogVariance");
        return null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) => !scope.Training ? inputs[0]
        : scope.Graph.Map(
            (mean, logVariance, normal) => mean + (Exprs.Unary(UnaryOp.Exp, logVariance / 2) * normal),
            inputs[0], inputs[1], scope.Random(RandomKind.Normal, inputs[0].Shape));
}
