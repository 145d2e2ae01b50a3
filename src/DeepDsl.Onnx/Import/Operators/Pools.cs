namespace DeepDsl.Onnx;

internal static class Pools
{
    public static void Window(ImportScope s, OnnxNode node)
    {
        if (node.Outputs.Count > 1 && node.Outputs.Skip(1).Any(o => s.Readers(o) > 0))
        {
            throw new NoCounterpartException("gives the places of its maxima too, which no layer does");
        }

        ImageValue x = ImageValue.Of(s, s.Value(node, 0));
        WindowSizes windows = WindowSizes.Of(
            node, node.Longs("kernel_shape") ?? throw new InvalidDataException("it has no kernel."), x.Sizes);
        bool isMax = node.Operator == "MaxPool";
        bool roundsUp = node.Long("ceil_mode", 0) != 0
            && Enumerable.Range(0, x.Spatial).Any(i => Count(windows, i, x.Sizes[i], true) != windows.Output(i, x.Sizes[i]));
        if (!isMax && windows.Dilation.Any(d => d > 1))
        {
            throw new NoCounterpartException("is an average pool with dilation, which no layer has");
        }

        if (roundsUp && !isMax)
        {
            throw new NoCounterpartException(
                "is an average pool with ceil_mode that has a window more for it; layers round down. Export it with a size that "
                + "the stride divides");
        }

        long[] sizes = [.. x.Sizes.Select((size, i) => Count(windows, i, size, roundsUp))];
        ImportedLayer layer = windows.Write(x.Layer($"{(isMax ? "Max" : "Avg")}Pool{x.Spatial}D"), standardStride: 0);
        bool countsPadding = isMax || !windows.IsPadded || node.Long("count_include_pad", 0) != 0;
        if (windows.IsPadded && !windows.WritePadding(layer))
        {
            if (!countsPadding)
            {
                throw new NoCounterpartException("averages over what is inside of different paddings at its two sides, which no layer does");
            }

            // Behind a layer that pads, a pool that rounds up couldn't tell which windows begin among the elements.
            WindowSizes exact = !roundsUp ? windows
                : windows with { After = [.. windows.After.Select((pad, i) => Math.Max(pad, Needed(windows, i, x.Sizes[i], sizes[i])))] };
            layer.Reads = [Convolutions.Padded(s, x, exact, isMax ? -float.MaxValue : 0)];
            roundsUp = false;
        }

        if (!countsPadding)
        {
            layer.With("CountIncludePad", false);
        }

        if (roundsUp)
        {
            layer.With("Ceil", true);
        }

        s.Set(node.Outputs[0], x.Given(s.Add(layer), x.Channels, sizes));
    }

    public static void Global(ImportScope s, OnnxNode node)
    {
        ImageValue x = ImageValue.Of(s, s.Value(node, 0));
        bool isMax = node.Operator == "GlobalMaxPool";
        if (x.Spatial > 3)
        {
            throw new NoCounterpartException($"pools over {x.Spatial} axes; layers do over one to three");
        }

        int layer = s.Add(x.Layer($"Global{(isMax ? "Max" : "Avg")}Pool{x.Spatial}D"));
        AxisPart[][] beside = x.Beside.Length > 0 ? [x.Beside] : [];
        s.Set(node.Outputs[0], new ImportedValue(
            layer, [.. beside, x.Value.View[1]],
                [x.Value.View[0], x.Value.View[1], .. Enumerable.Repeat(Array.Empty<AxisPart>(), x.Spatial)]));
    }

    /// <summary>The padding behind that so many windows take.</summary>
    private static long Needed(WindowSizes windows, int axis, long size, long count) =>
        ((count - 1) * windows.Stride[axis]) + windows.Extent(axis) - size - windows.Before[axis];

    /// <summary>Rounded up, a last window counts that begins among the elements.</summary>
    private static long Count(WindowSizes windows, int axis, long size, bool roundsUp)
    {
        long count = windows.Output(axis, size, roundsUp);
        return roundsUp && (count - 1) * windows.Stride[axis] >= size + windows.Before[axis] ? count - 1 : count;
    }
}
