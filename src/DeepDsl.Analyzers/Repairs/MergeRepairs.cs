using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Values that are joined and don't fit each other.</summary>
internal static class MergeRepairs
{
    /// <summary>A projection; or the layers that made the values unequal.</summary>
    public static IEnumerable<Draft> ForMerge(BrokenModel model, Problem problem)
    {
        if (Joined(model, problem) is not { } joined)
        {
            yield break;
        }

        (UnresolvedLayer merge, int other) = joined;
        IReadOnlyList<string> names = merge.Layer.Texts("Names");
        bool canProject = merge.Layer.Op is Add && names.Count == 1;
        if (canProject)
        {
            AttributeSpec rest = model.Spec.Layers[problem.Path[0]].Without("Names");
            yield return model.Draft($"Use [Shortcut(\"{names[0]}\")]")
                .Rename(problem.Path, (rest with { Kind = nameof(Shortcut) }).With("Source", new TextArgument(names[0])));
        }

        foreach (Draft draft in Alike(model, merge, other))
        {
            yield return draft;
        }

        if (!canProject && Projection(model, problem.Path, merge, other) is { } projected)
        {
            yield return projected;
        }
    }

    public static IEnumerable<Draft> ForConcat(BrokenModel model, Problem problem) =>
        Unresolved(model, problem) is { } concat && Concat.Misfit(concat.Layer, [.. concat.Inputs.Select(i => i!)]) is var other and > 0
            ? Resized(model, concat, other) : [];

    /// <summary>Padding, so that both shrink alike; or without the sum, as MobileNetV2 does it.</summary>
    public static IEnumerable<Draft> ForShortcut(BrokenModel model, Problem problem)
    {
        if (Unresolved(model, problem) is not { } shortcut)
        {
            yield break;
        }

        foreach (Draft draft in Resized(model, shortcut, 1))
        {
            yield return draft;
        }

        yield return model.Draft().Apply(problem.Path, Remedy.Set("Otherwise", "Otherwise", "Skip"));
    }

    private static IEnumerable<Draft> Alike(BrokenModel model, UnresolvedLayer merge, int other)
    {
        (Shape above, Shape named) = (merge.Inputs[0]!, merge.Inputs[other]!);
        bool sameSize = above.Rank == named.Rank && above.Rank > 0
            && above.Take(above.Rank - 1).SequenceEqual(named.Take(named.Rank - 1));
        return !sameSize ? Resized(model, merge, other)
            : Widths.Give(model, merge.Sources[0], named.Channels.Constant)
                .Concat(Widths.Give(model, merge.Sources[other], above.Channels.Constant));
    }

    private static IEnumerable<Draft> Resized(BrokenModel model, UnresolvedLayer merge, int other) =>
        WindowRepairs.Resize(model, merge.Sources[0], merge.Inputs[other]!)
            .Concat(WindowRepairs.Resize(model, merge.Sources[other], merge.Inputs[0]!))
            .Concat(WindowRepairs.PadBetween(model, merge.Sources[other], merge.Sources[0]));

    /// <summary>A layer of its own in front of the merge, which then reads the value above by its name.</summary>
    private static Draft? Projection(BrokenModel model, IReadOnlyList<int> path, UnresolvedLayer merge, int other)
    {
        (Shape above, Shape named) = (merge.Inputs[0]!, merge.Inputs[other]!);
        string name = merge.Layer.Texts("Names")[other - 1];
        if (path.Count > 1 || merge.Sources[0] is not { Path.Count: 1 } source || Shortcut.Strides(above, named) is not { } strides
            || strides.Distinct().Count() > 1)
        {
            return null;
        }

        bool isPlain = strides.Length == 0;
        string kind = isPlain ? nameof(Dense) : $"Conv{strides.Length}D";
        TextArgument projected = new(Names.Free(model, name + "Projected"));
        AttributeSpec layer = new AttributeSpec(kind, EquatableArray<ArgumentSpec>.Empty)
            .With(isPlain ? "Units" : "Filters", new NumberArgument(above.Channels.Constant));
        layer = isPlain ? layer : layer.With("Kernel", new NumberArgument(1));
        layer = isPlain || strides[0] == 1 ? layer : layer.With("Stride", new NumberArgument(strides[0]));
        layer = layer.With("From", new TextArgument(name)).With("Name", projected);
        ListArgument names = (ListArgument)model.Spec.Layers[path[0]]["Names"]!;
        Argument[] renamed = [.. names.Items.Select((n, i) => i == other - 1 ? projected : n)];
        return model.Draft($"Insert [{OpTable.Find(kind)!.Display(layer)}]").InsertBefore(path, layer)
            .Set(path, "Names", new ListArgument(renamed)).Set(path, "From", new TextArgument(source.Layer.Name));
    }

    /// <summary>The layer that joins, and which of its inputs differs from the value above; null where one is unknown.</summary>
    private static (UnresolvedLayer Merge, int Other)? Joined(BrokenModel model, Problem problem) =>
        Unresolved(model, problem) is { } merge && merge.Inputs.ToList().FindIndex(s => s != merge.Inputs[0]) is var other and > 0
            ? (merge, other) : null;

    private static UnresolvedLayer? Unresolved(BrokenModel model, Problem problem) =>
        model.Graph.Unresolved.FirstOrDefault(u =>
            u.Path.SequenceEqual(problem.Path) && u.Inputs.Count > 1 && u.Inputs.All(i => i is not null));
}
