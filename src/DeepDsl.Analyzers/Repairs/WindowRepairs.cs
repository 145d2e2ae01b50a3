using DeepDsl.Analyzers.Shapes;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Convolutions and pools that make a value another size than it should have.</summary>
internal static class WindowRepairs
{
    private const int MostStride = 4;

    private const int MostBelow = 8;

    /// <summary>
    /// Without the pooling that leaves so little; or, where one window larger than its map follows another, all at once. (What mends one
    /// layer alone is a remedy of the problem.)
    /// </summary>
    public static IEnumerable<Draft> ForNoFit(BrokenModel model, Problem problem)
    {
        // A window is often too large for an image whose channels were taken for rows.
        foreach (Draft draft in new ChannelsFirstAnalyzer().Find(model.Declared, model.Sources).SelectMany(f => f.Repairs!()))
        {
            yield return draft;
        }

        UnresolvedLayer? misfit = model.Graph.Unresolved.FirstOrDefault(u => u.Path.SequenceEqual(problem.Path));
        if (misfit?.Layer.Op is Pooling && problem.Remedies.Count == 0)
        {
            yield return model.Draft("Remove it").Remove(problem.Path).If(!OpArgument.OfAllLayers.Any(misfit.Layer.Has));
        }

        LayerRow? pool = misfit?.Sources[0];
        while (pool is not null && pool.Layer.Op is not Pooling)
        {
            pool = pool.Sources.Count == 1 ? pool.Sources[0] : null;
        }

        if (pool is not null && !OpArgument.OfAllLayers.Any(pool.Layer.Has))
        {
            yield return model.Draft($"Remove {pool.Layer.Title}").Remove(pool.Path);
        }

        foreach (Remedy remedy in problem.Remedies)
        {
            Draft draft = model.Draft($"{remedy}, and kernels that fit below").Apply(problem.Path, remedy);
            for (int i = 0; i < MostBelow && NextKernel(draft) is var (path, kernel) && !draft.Touched.Contains(path[0]); i++)
            {
                draft.Apply(path, kernel);
            }

            if (draft.Touched.Count > 1)
            {
                yield return draft;
            }
        }
    }

    /// <summary>The kernel for the one window that still doesn't fit; null where something else is wrong, or nothing.</summary>
    private static (IReadOnlyList<int> Path, Remedy Kernel)? NextKernel(Draft draft) =>
        draft.IsPossible && draft.After.Problems.Count == 1 && draft.After.Problems[0] is { Kind: ProblemKind.NoWindowFits, Path.Count: 1 } next
        && next.Remedies.FirstOrDefault(r => r.Changes.Any(c => c.Name.StartsWith("Kernel", StringComparison.Ordinal))) is { } kernel
            ? (next.Path, kernel) : null;

    /// <summary>Lets the nearest window above a value give it the size of another.</summary>
    public static IEnumerable<Draft> Resize(BrokenModel model, LayerRow? row, Shape like)
    {
        while (row is not null && Window(row) is null)
        {
            row = row.Sources.Count == 1 && row.Output.Rank == row.Inputs[0].Rank ? row.Sources[0] : null;
        }

        if (row is null)
        {
            yield break;
        }

        int stride = Window(row)!.Axes[0].Stride;
        Remedy[] strides = [.. Enumerable.Range(1, MostStride).Where(s => s != stride).Select(s => Remedy.Set("Stride", s))];
        HashSet<ConvGeometry> seen = []; // with a stride of 1 both paddings are often the same
        foreach (Remedy remedy in WindowRemedies.Paddings.Concat(strides).Concat(WindowRemedies.Paddings.SelectMany(p => strides.Select(p.And))))
        {
            if (Window(row, remedy) is { } window && Fits(window, row.Inputs[0], like) && seen.Add(window))
            {
                yield return model.Draft($"{remedy} in {row.Layer.Title}").Apply(row.Path, remedy);
            }
        }
    }

    /// <summary>
    /// Pads all windows, if there are several, on the way from one value to another, so that only strides change the size.
    /// </summary>
    public static IEnumerable<Draft> PadBetween(BrokenModel model, LayerRow? start, LayerRow? end)
    {
        Draft draft = model.Draft("Set Padding = Padding.Same in the layers between");
        for (LayerRow? row = end; row is not null && row != start; row = row.Sources.Count == 1 ? row.Sources[0] : null)
        {
            if (Window(row) is { } window && window.Axes.Any(a => a.Extent > 1 && a.Before + a.After == 0))
            {
                draft.Apply(row.Path, WindowRemedies.Paddings[0]);
            }
        }

        return draft.Edits > 1 ? [draft] : [];
    }

    /// <summary>The windows of a layer with other arguments; null where it has none.</summary>
    public static ConvGeometry? Window(LayerRow row, Remedy remedy)
    {
        Layer changed = new(
            row.Layer.Op, remedy.ApplyTo(row.Layer.Spec), row.Layer.Name, row.Layer.Path, row.Layer.Position, _ => { });
        return row.Layer.Op.Window(changed, row.Inputs[0]);
    }

    private static ConvGeometry? Window(LayerRow row) => row.Layer.Op.Window(row.Layer, row.Inputs[0]);

    private static bool Fits(ConvGeometry window, Shape input, Shape like) =>
        like.Rank == window.Rank + 1
        && window.Axes.Select((a, i) => a.Output(input[i].Value)).SequenceEqual(like.Take(window.Rank).Select(d => d.Value));
}
