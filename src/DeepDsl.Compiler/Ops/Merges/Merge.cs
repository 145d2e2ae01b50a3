using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Merges;

/// <summary>A layer that joins the value above with those that it names.</summary>
public abstract class Merge : Op
{
    public sealed override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Names", ArgumentType.Texts)];

    public override OpRole Role => OpRole.Merge;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples =>
        [new("", new Shape(2, 3), new Shape(2, 3)), new("", new Shape(5), new Shape(5), new Shape(5)), new("", new Shape(1), new Shape(1))];

    protected abstract Node Join(Layer layer, IReadOnlyList<Node> inputs);

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (!HasNames(layer, inputs))
        {
            return null;
        }

        int other = inputs.ToList().FindIndex(s => s != inputs[0]);
        if (other < 0)
        {
            return inputs[0];
        }

        layer.Report(ProblemKind.MergeShapes,
            $"joins {inputs[0]} of {layer.Source()} with {inputs[other]} of \"{layer.Texts("Names")[other - 1]}\"; "
            + $"give both the same shape{Advice}.",
            "Names");
        return null;
    }

    /// <summary>What may stand behind "give both the same shape".</summary>
    protected virtual string Advice => "";

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) => Join(scope.Layer, inputs);

    protected static bool HasNames(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count < 2)
        {
            layer.Report(ProblemKind.MissingArgument, $"needs the name of another value, as in [{layer.Op.Name}(\"name\")].");
        }

        return inputs.Count > 1;
    }
}
