using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Add : Op
{
    public override string Summary => "the value above plus the named ones";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Names", ArgumentType.Texts)];

    public override IReadOnlyList<Example> Examples => [new("", new Shape(2, 3), new Shape(2, 3)), new("", new Shape(5), new Shape(5), new Shape(5))];

    public override string Reference => "sum(xs)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        int other = inputs.ToList().FindIndex(s => s != inputs[0]);
        if (other >= 0)
        {
            layer.Report(ProblemKind.MergeShapes,
                $"adds {inputs[0]} and \"{layer.Texts("Names")[other - 1]}\" of {inputs[other]}; give both the same shape, or use [Shortcut].", "Names");
            return null;
        }

        return inputs[0];
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) => inputs.Aggregate((a, b) => a + b);
}
