namespace DeepDsl.Onnx;

/// <summary>Means, sums and maxima along axes: pools of all places where they are that.</summary>
internal static class Reductions
{
    private static readonly Dictionary<string, (string Method, string? Pool)> s_kinds = new()
    {
        ["ReduceMean"] = ("Mean", "GlobalAvgPool"), ["ReduceMax"] = ("Max", "GlobalMaxPool"), ["ReduceSum"] = ("Sum", null),
            ["ReduceMin"] = ("Min", null),
    };

    public static void Reduce(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        long[]? listed = s.Has(node, 1) ? s.Known(node, 1, "axes").Whole(s.Budget).Longs : node.Longs("axes");
        if (listed is not { Length: > 0 } && node.Long("noop_with_empty_axes", 0) != 0)
        {
            s.Set(node.Outputs[0], x);
            return;
        }

        int[] axes = listed is { Length: > 0 } ? [.. listed.Select(a => NodeAttributes.Axis(a, x.Rank))] : [.. Enumerable.Range(0, x.Rank)];
        AxisPart[] over = [.. axes.SelectMany(a => x.View[a])];
        if (over.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException("reduces the batch");
        }

        AxisPart[][] view = node.Long("keepdims", 1) != 0 ? [.. x.View.Select((axis, i) => axes.Contains(i) ? [] : axis)]
            : [.. x.View.Where((_, i) => !axes.Contains(i))];
        s.Set(node.Outputs[0], over.Length == 0 ? x with { View = view, Scores = null }
            : Pool(s, node.Operator, x, over, view) ?? Computed(s, node.Operator, x, over, view));
    }

    private static ImportedValue? Pool(ImportScope s, string op, ImportedValue x, AxisPart[] over, AxisPart[][] view)
    {
        AxisPart[][] places = [.. x.Stored.SkipLast(1)];
        int beside = places.TakeWhile(axis => axis.Length == 0 || !axis.Any(over.Contains)).Count();
        AxisPart[][] pooled = places[Math.Min(beside, 1)..];
        bool fits = beside <= 1 && pooled.Length is >= 1 and <= 3 && pooled.All(axis => axis.All(over.Contains))
            && pooled.Sum(axis => axis.Length) == over.Length;
        string? kind = s_kinds[op].Pool ?? (op == "ReduceSum" && pooled.Length == 1 ? "GlobalSumPool" : null);
        if (!fits || kind is null)
        {
            return null;
        }

        ImportedLayer layer = new($"{kind}{pooled.Length}D", x.Layer);
        layer = beside == 1 ? layer.With("PerStep", true) : layer;
        return new ImportedValue(s.Add(layer), [.. places[..beside], x.Stored[^1]], view);
    }

    private static ImportedValue Computed(ImportScope s, string op, ImportedValue x, AxisPart[] over, AxisPart[][] view)
    {
        AxisPart[][] stored = [.. x.Stored.SelectMany(
            axis => axis.All(over.Contains) || !axis.Any(over.Contains) ? [axis] : axis.Select(p => new[] { p }).ToArray())];
        x = Layouts.Store(s, x, stored);
        bool[] isGone = [.. stored.Select(axis => axis.Length > 0 && over.Contains(axis[0]))];
        AxisPart[][] left = [.. stored.Where((_, i) => !isGone[i])];
        int layer = s.Compute(s_kinds[op].Method, [x.Layer], [], p =>
        {
            TensorText text = p[0];
            foreach (int axis in Enumerable.Range(0, stored.Length).Where(i => isGone[i]).Reverse())
            {
                text = text.Reduce(s_kinds[op].Method, axis, keep: false);
            }

            return left.Length == 0 ? text.Reshape([1]) : text;
        });
        return new ImportedValue(layer, left.Length == 0 ? [[]] : left, view);
    }
}
