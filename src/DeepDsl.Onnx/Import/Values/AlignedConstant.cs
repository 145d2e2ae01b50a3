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
                    $"joins a value of [{string.Join(", ", value.Shape)}] and a constant of [{string.Join(", ", constant.Shape)}], which repeats the value "
                    + "or differs from sample to sample");
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
        return new AlignedConstant(value, new LayerWeight(shape.Length == 0 ? [1] : shape, Layouts.Reordered(constant.ToFloats(), along, to)));
    }
}
