using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Layers that read a value with more or fewer dimensions than they take.</summary>
internal static class RankRepairs
{
    private const int MostAxes = 3;

    public static IEnumerable<Draft> For(BrokenModel model, Problem problem)
    {
        if (problem.Path.Count > 1)
        {
            yield break;
        }

        yield return Before(model, problem.Path, nameof(Flatten));
        for (int rank = 1; rank <= MostAxes; rank++)
        {
            yield return Before(model, problem.Path, $"GlobalAvgPool{rank}D");
        }

        AttributeSpec layer = model.Spec.Layers[problem.Path[0]];
        string stem = layer.Kind.TrimEnd('D').TrimEnd('1', '2', '3');
        IEnumerable<string> siblings = Enumerable.Range(1, MostAxes).Select(n => $"{stem}{n}D");
        foreach (string sibling in siblings.Where(s => s != layer.Kind && OpTable.Find(s) is not null))
        {
            yield return model.Draft($"Use [{sibling}]").Rename(problem.Path, sibling);
        }

        if (stem != layer.Kind)
        {
            yield return model.Draft("Write PerStep = true").Set(problem.Path, "PerStep", new BoolArgument(true));
        }

        int flatten = problem.Path[0] - 1;
        if (flatten >= 0 && model.Spec.Layers[flatten].Kind == nameof(Flatten))
        {
            yield return model.Draft("Move it above [Flatten]").MoveBefore(problem.Path, new[] { flatten });
        }
    }

    /// <summary>The new layer reads what the old one did.</summary>
    public static Draft Before(BrokenModel model, IReadOnlyList<int> path, string kind)
    {
        AttributeSpec inserted = new(kind, EquatableArray<ArgumentSpec>.Empty);
        Draft draft = model.Draft($"Insert [{kind}]");
        return model.Spec.Layers[path[0]]["From"] is { } from
            ? draft.InsertBefore(path, inserted.With("From", from)).Drop(path, "From") : draft.InsertBefore(path, inserted);
    }
}
