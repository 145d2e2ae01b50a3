namespace DeepDsl.Onnx;

/// <summary>Kernel, stride, dilation and padding of a node, along each axis.</summary>
internal sealed record WindowSizes(long[] Kernel, long[] Stride, long[] Dilation, long[] Before, long[] After)
{
    private static readonly string[][] s_suffixes = [[], [""], ["H", "W"], ["D", "H", "W"]];

    public int Rank => Kernel.Length;

    public bool IsPadded => Before.Concat(After).Any(p => p != 0);

    public static WindowSizes Of(OnnxNode node, long[] kernel, long[] sizes)
    {
        int rank = sizes.Length;
        if (rank is < 1 or > 3 || kernel.Length != rank)
        {
            throw new NoCounterpartException($"has windows over {rank} axes; layers have them over one to three");
        }

        long[] Each(string name) => node.Longs(name) is { Length: > 0 } given ? given : [.. Enumerable.Repeat(1L, rank)];
        (long[] stride, long[] dilation) = (Each("strides"), Each("dilations"));
        long[] pads = node.Longs("pads") is { Length: > 0 } listed ? listed : new long[2 * rank];
        const long Most = 1 << 14;
        if (stride.Length != rank || dilation.Length != rank || pads.Length != 2 * rank
            || kernel.Concat(stride).Concat(dilation).Any(v => v is < 1 or > Most) || pads.Any(p => Math.Abs(p) > Most))
        {
            throw new InvalidDataException("its windows have other numbers of axes than its value, or sizes that no layer has.");
        }

        string auto = node.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            for (int i = 0; i < rank; i++)
            {
                long windows = (sizes[i] + stride[i] - 1) / stride[i];
                long total = Math.Max(((windows - 1) * stride[i]) + ((kernel[i] - 1) * dilation[i]) + 1 - sizes[i], 0);
                pads[i] = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
                pads[rank + i] = total - pads[i];
            }
        }
        else if (auto == "VALID")
        {
            pads = new long[2 * rank];
        }

        return new WindowSizes(kernel, stride, dilation, pads[..rank], pads[rank..]);
    }

    /// <summary>How many elements a window spans.</summary>
    public long Extent(int axis) => ((Kernel[axis] - 1) * Dilation[axis]) + 1;

    public long Output(int axis, long size, bool roundsUp = false)
    {
        long room = size + Before[axis] + After[axis] - Extent(axis);
        return room < 0 ? throw new InvalidDataException("its window is larger than what it slides over.")
            : 1 + ((room + (roundsUp ? Stride[axis] - 1 : 0)) / Stride[axis]);
    }

    /// <summary>The arguments that say it, padding at equal widths on both sides of each axis included.</summary>
    public ImportedLayer Write(ImportedLayer layer, long standardStride = 1)
    {
        Write(layer, "Kernel", Kernel, 0);
        if (!Kernel.Select(k => standardStride == 1 ? 1 : k).SequenceEqual(Stride))
        {
            Write(layer, "Stride", Stride, -1);
        }

        if (Dilation.Any(d => d > 1))
        {
            Write(layer, "Dilation", Dilation, 1);
        }

        return layer;
    }

    /// <summary>Padding of equal widths on both sides; false where it has others.</summary>
    public bool WritePadding(ImportedLayer layer)
    {
        if (!Before.SequenceEqual(After) || Before.Any(p => p < 0))
        {
            return false;
        }

        if (IsPadded && Enumerable.Range(0, Rank).All(i => Before[i] == (Extent(i) - 1) / 2) && Stride.All(v => v == 1))
        {
            layer.With("Padding", "Padding", "Same");
        }
        else if (IsPadded)
        {
            Write(layer, "Pad", Before, 0);
        }

        return true;
    }

    /// <summary>One number where it is the same along all axes, else one for each that is another than usual.</summary>
    public static void Write(ImportedLayer layer, string name, long[] sizes, long usual)
    {
        if (sizes.Distinct().Count() == 1)
        {
            layer.With(name, sizes[0]);
            return;
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] != usual)
            {
                layer.With(name + s_suffixes[sizes.Length][i], sizes[i]);
            }
        }
    }
}
