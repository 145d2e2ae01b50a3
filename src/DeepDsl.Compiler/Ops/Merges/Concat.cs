using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Concat : Merge
{
    public override string Summary => "the value above and the named ones, one behind the other along Axis (the last by default)";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Names", ArgumentType.Texts), OpArgument.Integer("Axis", -1)];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => Place(layer, inputs[0]) > 0 ? StepUse.Each : StepUse.Mixes;

    public override IReadOnlyList<Example> Examples =>
    [
        new("", new Shape(2, 3), new Shape(2, 5)), new("", new Shape(1), new Shape(3), new Shape(17)),
        new("Axis = 0", new Shape(2, 3, 5), new Shape(1, 3, 5)), new("Axis = -2", new Shape(2, 1, 5), new Shape(2, 4, 5)),
    ];

    public override string Reference => "torch.cat(xs, axis if axis < 0 else axis + 1)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape first = inputs[0];
        int axis = layer.Int("Axis");
        int place = Place(layer, first);
        if (!HasNames(layer, inputs))
        {
            return null;
        }

        if (place < 0 || place >= first.Rank)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Axis = {axis}, but {layer.Source()} gives {first}, whose axes are 0 to {first.Rank - 1}", "Axis",
                Remedy.Set("Axis", axis < 0 ? -first.Rank : first.Rank - 1));
            return null;
        }

        int other = Misfit(layer, inputs);
        if (other >= 0)
        {
            layer.Report(ProblemKind.ConcatShapes,
                $"joins {first} of {layer.Source()} with {inputs[other]} of \"{layer.Texts("Names")[other - 1]}\" along axis {place}; "
                + "all other dimensions must be equal.", "Names",
                [.. Axes(inputs).Select(a => Remedy.Set("Axis", a))]);
            return null;
        }

        return first.With(place, inputs.Aggregate((Dim)0, (sum, s) => sum + s[place]));
    }

    /// <summary>The first value that differs from the one above in another axis than the joined one; -1 for none.</summary>
    public static int Misfit(Layer layer, IReadOnlyList<Shape> inputs)
    {
        int place = Place(layer, inputs[0]);
        return inputs.ToList().FindIndex(s => s.Rank != inputs[0].Rank || s.With(place, 1) != inputs[0].With(place, 1));
    }

    private static int Place(Layer layer, Shape first) => layer.Int("Axis") is var axis && axis < 0 ? axis + first.Rank : axis;

    /// <summary>Those along which the values would fit.</summary>
    private static IEnumerable<int> Axes(IReadOnlyList<Shape> inputs) => inputs.Any(s => s.Rank != inputs[0].Rank) ? []
        : Enumerable.Range(0, inputs[0].Rank).Where(axis => inputs.All(s => s.With(axis, 1) == inputs[0].With(axis, 1)));

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs)
    {
        int axis = layer.Int("Axis");
        return inputs[0].Graph.Concat(axis < 0 ? axis : axis + 1, [.. inputs]);
    }
}
