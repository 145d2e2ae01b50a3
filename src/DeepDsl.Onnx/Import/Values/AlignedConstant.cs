namespace DeepDsl.Onnx;

/// <summary>A constant that meets the elements of a value, in the order in which those are stored.</summary>
/// <param name="Value">The value.</param>
/// <param name="Weight">The constant, whose axes are the last of the value's samples, or 1.</param>
internal sealed record AlignedConstant(ImportedValue Value, LayerWeight Weight)
{
    /// <summary>Whether it has a number for each channel and nothing else.</summary>
    public bool IsOfChannels => IsOfLast(1);

    /// <summary>Whether it has a number for each element along the last axes and nothing else.</summary>
    public bool IsOfLast(int axes) => Weight.Shape.Length == axes && Value.Stored.Length >= axes
        && Value.Stored[^axes..].Select(AxisPart.SizeOf).SequenceEqual(Weight.Shape.Select(d => (long)d));

    /// <summary>Whether a value has one place where a constant has several.</summary>
    public static bool Repeats(ImportedValue value, Constant constant) => constant.Shape.Length > value.Rank
        ? constant.Shape[..^value.Rank].Any(d => d != 1)
            || constant.Shape[^value.Rank..].Zip(value.Shape).Any(p => p.First != 1 && p.Second == 1)
        : constant.Shape.Zip(value.Shape[^constant.Shape.Length..]).Any(p => p.First != 1 && p.Second == 1);

    /// <summary>A value in the order of the file, and what repeats it there.</summary>
    public static (ImportedValue Value, LayerWeight Weight, AxisPart[][] View) Wider(ImportScope s, ImportedValue value, Constant constant)
    {
        int rank = Math.Max(value.Rank, constant.Shape.Length);
        value = value with { View = [.. Enumerable.Repeat(Array.Empty<AxisPart>(), rank - value.Rank), .. value.View], Scores = null };
        long[] seen = [.. Enumerable.Repeat(1L, rank - constant.Shape.Length), .. constant.Shape];
        int[] kept = [.. Enumerable.Repeat(1, rank - constant.Shape.Length), .. constant.Kept];
        int batch = Array.FindIndex(value.View, axis => axis.Any(p => p.IsBatch));
        bool fits = Enumerable.Range(0, rank).All(
            i => seen[i] == 1 || value.View[i].Length == 0 || seen[i] == AxisPart.SizeOf(value.View[i]));
        if (!fits || batch != 0 || value.View[0].Length != 1 || kept[0] != 1)
        {
            throw new NoCounterpartException(
                $"{Both(value, constant)}, which repeats samples or differs from one to the other");
        }

        ImportedValue stored = Layouts.Store(s, value, value.View[1..]);
        AxisPart[][] view = [.. value.View.Select((axis, i) => axis.Length == 0 && seen[i] > 1 ? AxisPart.Of(seen[i]) : axis)];
        long[] whole = [1, .. seen[1..]];
        Constant all = constant.Seen(whole, kept).Whole(s.Budget);
        return (stored, new LayerWeight(all.Kept[1..], all.ToFloats()), view);
    }

    public static AlignedConstant Of(ImportScope s, ImportedValue value, Constant constant)
    {
        value = Activations.Finish(s, value);
        int rank = Math.Max(value.Rank, constant.Kept.Length);
        value = value with { View = [.. Enumerable.Repeat(Array.Empty<AxisPart>(), rank - value.Rank), .. value.View] };
        List<AxisPart> along = [];
        for (int i = 1; i <= constant.Kept.Length; i++)
        {
            (long size, long seen) = (AxisPart.SizeOf(value.View[^i]), constant.Shape[^i]);
            if ((seen != size && seen != 1) || (constant.Kept[^i] > 1 && value.View[^i].Any(p => p.IsBatch)))
            {
                throw new NoCounterpartException(
                    $"{Both(value, constant)}, which repeats the value or differs from sample to sample");
            }

            along.InsertRange(0, constant.Kept[^i] > 1 ? value.View[^i] : []);
        }

        AxisPart[][] stored = [.. value.Stored.SelectMany(
            axis => axis.All(along.Contains) || !axis.Any(along.Contains) ? [axis] : axis.Select(p => new[] { p }).ToArray())];
        value = Layouts.Store(s, value, stored);
        bool[] isAlong = [.. stored.Select(axis => axis.Length > 0 && along.Contains(axis[0]))];
        int first = Math.Max(0, Array.IndexOf(isAlong, true));
        int[] shape = [.. stored.Select((axis, i) => isAlong[i] ? (int)AxisPart.SizeOf(axis) : 1).Skip(first)];
        AxisPart[] to = [.. stored.SelectMany(axis => axis).Where(along.Contains)];
        return new AlignedConstant(value, new LayerWeight(
            shape.Length == 0 ? [1] : shape, Layouts.Reordered(constant.ToFloats(), along, to)));
    }

    private static string Both(ImportedValue value, Constant constant) =>
        $"joins a value of [{string.Join(", ", value.Shape)}] and a constant of [{string.Join(", ", constant.Shape)}]";
}
