using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>A change of a declaration that leaves every other layer where it was, but for those behind what is inserted.</summary>
/// <param name="Name">What is done.</param>
/// <param name="At">At which layer, or in front of it.</param>
/// <param name="Spec">What is left.</param>
/// <param name="Inserts">Whether a layer more stands there.</param>
internal sealed record Break(string Name, int At, ModelSpec Spec, bool Inserts)
{
    public const string LostValues = "a reshape that loses values";

    private const string Nobody = "a name that nobody has";

    private static readonly InsertedLayer[] s_inserted =
    [
        // One that wants another rank than anything has here, one that wants more than there is, one that nobody knows the value of.
        new("a wrong rank", "MaxPool3D", new ArgumentSpec("Kernel", new NumberArgument(2))),
        new("a window too large", "AvgPool2D", new ArgumentSpec("Kernel", new NumberArgument(999))),
        new(LostValues, "Reshape", new ArgumentSpec("Shape", new ListArgument(new Argument[] { new NumberArgument(13), new NumberArgument(7) }))),
    ];

    /// <summary>Every break of one model, at each of its own layers.</summary>
    public static IEnumerable<Break> Of(ModelSpec model)
    {
        for (int i = 0; i < model.Layers.Count; i++)
        {
            if (model.Layers[i].Kind is "Input" or "Output")
            {
                continue;
            }

            foreach (InsertedLayer kind in s_inserted)
            {
                yield return new Break(kind.Name, i, Inserted(model, i, new AttributeSpec(kind.Kind, new[] { kind.Argument })), true);
            }

            if (Misspelt(model, i) is { } misspelt)
            {
                yield return new Break("a name misspelt", i, misspelt, false);
            }

            yield return new Break(Nobody, i, Set(model, i, "From", new TextArgument("qqqqqqqqqqqq")), false);
            if (OpTable.Find(model.Layers[i].Kind) is not { } op)
            {
                continue;
            }

            if (op.WidthArgument is { } width)
            {
                yield return new Break($"{width} = 0", i, Set(model, i, width, new NumberArgument(0)), false);
            }

            if (op.Has("Kernel") && op.Has("Padding") && model.Layers[i]["Padding"] is null && model.Layers[i]["Pad"] is null)
            {
                yield return new Break("Kernel = 999", i, Set(model, i, "Kernel", new NumberArgument(999)), false);
            }

            if (op.Has("Groups"))
            {
                yield return new Break("Groups = 97", i, Set(model, i, "Groups", new NumberArgument(97)), false);
            }

            if (op.Has("L2"))
            {
                yield return new Break("L2 = -1", i, Set(model, i, "L2", new NumberArgument(-1)), false);
            }
        }
    }

    /// <summary>Whether nobody can tell any more who reads what.</summary>
    public bool CutsFlow => Name == Nobody;

    /// <summary>Where a layer of the model before stands in this one.</summary>
    public int[] After(IReadOnlyList<int> path) => [Inserts && path[0] >= At ? path[0] + 1 : path[0], .. path.Skip(1)];

    public static ModelSpec Inserted(ModelSpec model, int at, params AttributeSpec[] layers) =>
        model with { Layers = model.Layers.Take(at).Concat(layers).Concat(model.Layers.Skip(at)).ToArray() };

    public static ModelSpec Set(ModelSpec model, int at, string argument, Argument value) =>
        model with { Layers = model.Layers.Select((l, i) => i == at ? l.With(argument, value) : l).ToArray() };

    private static ModelSpec? Misspelt(ModelSpec model, int at) => model.Layers[at]["From"] is TextArgument { Value.Length: > 3 } from
        ? Set(model, at, "From", new TextArgument(from.Value + "q")) : null;

    private sealed record InsertedLayer(string Name, string Kind, ArgumentSpec Argument);
}
