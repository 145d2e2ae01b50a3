namespace DeepDsl.Onnx;

/// <summary>What a Slice takes of each axis, as attributes or inputs of its versions say it.</summary>
internal static class SliceRanges
{
    public static IEnumerable<(int Axis, long Start, long Step, long Count)> Of(ImportScope s, OnnxNode node, long[] shape)
    {
        bool areInputs = s.Opset >= 10;
        long[]? Longs(int input, string attribute) => !areInputs ? node.Longs(attribute)
            : s.Has(node, input) ? s.Known(node, input, attribute).Whole(s.Budget).Longs : null;
        long[] starts = Longs(1, "starts") ?? throw new InvalidDataException("it has no starts.");
        long[] ends = Longs(2, "ends") ?? throw new InvalidDataException("it has no ends.");
        long[] axes = Longs(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = (areInputs ? Longs(4, "steps") : null) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw new InvalidDataException("its starts, ends, axes and steps do not belong together.");
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = NodeAttributes.Axis(axes[i], shape.Length);
            (long size, long step) = (shape[axis], steps[i]);
            long start = Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], step < 0 ? -1 : 0, step < 0 ? size - 1 : size);
            long end = Math.Clamp(ends[i] < 0 && ends[i] >= -size ? ends[i] + size : ends[i], step < 0 ? -1 : 0, size);
            long length = step > 0 ? end - start : start - end;
            long stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
            yield return (axis, start, step, length <= 0 ? 0 : 1 + ((length - 1) / stride));
        }
    }
}
