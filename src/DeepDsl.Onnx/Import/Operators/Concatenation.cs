namespace DeepDsl.Onnx;

/// <summary>Values and constants one behind the other along an axis of the file.</summary>
internal static class Concatenation
{
    public static ImportedValue Run(ImportScope s, object[] parts, long along)
    {
        ImportedValue[] values = [.. parts.OfType<ImportedValue>().Select(v => Activations.Finish(s, v))];
        ImportedValue first = values[0];
        int axis = NodeAttributes.Axis(along, first.Rank);
        if (values.Any(v => v.Rank != first.Rank) || first.View[axis].Any(p => p.IsBatch) || values.Any(v => v.IsWhole))
        {
            throw new NoCounterpartException("joins values of different ranks, along the batch, or of whole numbers");
        }

        // Twice, since a later value may divide an axis of the first one.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 1; i < values.Length; i++)
            {
                (first, values[i]) = Alignment.Matched(first, values[i], axis);
            }
        }

        values[0] = first;
        (AxisPart[][] others, int at) = Order(values, axis);
        AxisPart[][] With(AxisPart[] own) => [.. others[..at], own, .. others[at..]];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Layouts.Store(s, values[i], With(values[i].View[axis]));
        }

        long size = parts.Sum(p => p is ImportedValue v ? AxisPart.SizeOf(v.View[axis]) : ((Constant)p).Shape.ElementAtOrDefault(axis));
        AxisPart[] made = AxisPart.Of(size);
        int layer = values.Length == parts.Length ? OfValues(s, values, others.Length, at)
            : WithConstants(s, parts, values, first, axis, others, at);
        return new ImportedValue(layer, With(made), [.. first.View[..axis], made, .. first.View[(axis + 1)..]])
        {
            IsChannelsFirst = first.IsChannelsFirst,
        };
    }

    /// <summary>The other axes as they are stored, and where among them the joined one is.</summary>
    private static (AxisPart[][] Others, int At) Order(ImportedValue[] values, int axis)
    {
        ImportedValue longest = values.FirstOrDefault(v => v.View[axis].Length > 0) ?? values[0];
        AxisPart[] along = longest.View[axis];
        AxisPart[][] axes = along.Length > 0 ? Parts.Apart(longest.Stored, along) : longest.Stored;
        int at = Array.FindIndex(axes, a => along.Length > 0 && a.SequenceEqual(along));
        if (at >= 0)
        {
            return ([.. axes[..at], .. axes[(at + 1)..]], at);
        }

        AxisPart[][] inFile = Layouts.WithoutBatch([.. longest.View[..axis], .. longest.View[(axis + 1)..]], 0);
        AxisPart[][] stored = [.. axes.Where(a => a.Length > 0)];
        bool isOrdered = Layouts.AreSame([.. inFile.Where(a => a.Length > 0)], stored);
        if (longest.IsChannelsFirst && axis > 1)
        {
            return (stored, longest.View[2..axis].Count(a => a.Length > 0));
        }

        return (stored, isOrdered ? Layouts.WithoutBatch(longest.View[..axis], 0).Count(a => a.Length > 0) : stored.Length);
    }

    private static int OfValues(ImportScope s, ImportedValue[] values, int others, int at)
    {
        ImportedLayer layer = new("Concat", [.. values.Select(v => v.Layer)]);
        return s.Add(at == others ? layer : layer.With("Axis", at));
    }

    private static int WithConstants(
        ImportScope s, object[] parts, ImportedValue[] values, ImportedValue first, int axis, AxisPart[][] others, int at)
    {
        List<(string Name, LayerWeight Weight)> weights = [];
        Dictionary<int, int> own = [];
        foreach ((object part, int i) in parts.Select((p, i) => (p, i)).Where(p => p.p is Constant))
        {
            own[i] = weights.Count;
            weights.Add(($"w{weights.Count + 1}", Weight(s, (Constant)part, first, axis, others, at)));
        }

        bool isToken = values.Length == 1 && parts.Length == 2 && parts[0] is Constant && at == 0 && others.Length == 1
            && weights[0].Weight.Shape[0] == 1;
        if (isToken)
        {
            LayerWeight token = weights[0].Weight;
            return s.Add(new ImportedLayer("ClassToken", values[0].Layer).Weighted("weight", token.As(token.Values.Length)));
        }

        int next = 0;
        int[] numbers = [.. parts.Select((p, i) => p is Constant ? values.Length + own[i] : next++)];
        return s.Compute("Joined", [.. values.Select(v => v.Layer)], weights, p =>
            numbers.Select(n => p[n]).Aggregate((a, b) => a.Concat(b, at)));
    }

    /// <summary>A constant in the order of the values, the same for each sample.</summary>
    private static LayerWeight Weight(ImportScope s, Constant constant, ImportedValue first, int axis, AxisPart[][] others, int at)
    {
        if (constant.Kept.Length != first.Rank || constant.Kept.Where((d, i) => d != 1 && first.View[i].Any(p => p.IsBatch)).Any())
        {
            throw new NoCounterpartException("joins a constant that differs from sample to sample");
        }

        // Of the batch one is enough; along all else each element is there.
        long[] shape = [.. constant.Shape.Select((d, i) => first.View[i].Any(p => p.IsBatch) ? 1 : d)];
        Constant whole = constant.Seen(shape, constant.Kept).Whole(s.Budget);
        AxisPart[] own = AxisPart.Of(constant.Shape[axis]);
        AxisPart[] from = [.. first.View.SelectMany((a, i) => i == axis ? own : a.Where(p => !p.IsBatch))];
        if (AxisPart.SizeOf(from) != whole.Count)
        {
            throw new NoCounterpartException("joins a constant whose axes are others than those of the values");
        }

        AxisPart[][] to = [.. others[..at], own, .. others[at..]];
        float[] values = Layouts.Reordered(whole.ToFloats(), from, [.. to.SelectMany(a => a)]);
        return new LayerWeight([.. to.Select(a => (int)AxisPart.SizeOf(a))], values);
    }
}
