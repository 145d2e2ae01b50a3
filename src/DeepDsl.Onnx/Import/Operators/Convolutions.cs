namespace DeepDsl.Onnx;

internal static class Convolutions
{
    public static void Conv(ImportScope s, OnnxNode node)
    {
        Constant weight = s.Known(node, 1, "weight").Whole(s.Budget);
        ImageValue x = ImageValue.Of(s, s.Value(node, 0));
        int rank = x.Spatial;
        long groups = node.Long("group", 1);
        if (weight.Kept.Length != rank + 2 || groups < 1 || weight.Kept[1] * groups != x.Channels || weight.Kept[0] % groups != 0)
        {
            throw new InvalidDataException(
                $"its weight [{string.Join(", ", weight.Shape)}] does not fit {x.Channels} channels in {groups} groups.");
        }

        WindowSizes windows = WindowSizes.Of(node, weight.Shape[2..], x.Sizes);
        long[] sizes = [.. x.Sizes.Select((size, axis) => windows.Output(axis, size))];
        int filters = weight.Kept[0];
        bool isDepthwise = groups == x.Channels && groups > 1 && rank <= 2;
        ImportedLayer layer = x.Layer(isDepthwise ? $"DepthwiseConv{rank}D" : $"Conv{rank}D");
        if (!isDepthwise)
        {
            layer.With("Filters", filters);
        }

        windows.Write(layer);
        if (!windows.WritePadding(layer) && !UsualPadding(layer, windows, x.Sizes))
        {
            layer.Reads = [Padded(s, x, windows, value: 0)];
        }

        if (isDepthwise && filters != groups)
        {
            layer.With("Multiplier", filters / groups);
        }
        else if (!isDepthwise && groups > 1)
        {
            layer.With("Groups", groups);
        }

        layer.Weighted("weight", LayerWeight.Permuted(weight.Shape, weight.ToFloats(), [.. Enumerable.Range(2, rank), 1, 0]));
        Bias(s, node, layer, filters);
        layer.Wish = Names.OfWeight(weight.Name, node.Name);
        s.Set(node.Outputs[0], x.Given(s.Add(layer), filters, sizes));
    }

    public static void ConvTranspose(ImportScope s, OnnxNode node)
    {
        Constant weight = s.Known(node, 1, "weight").Whole(s.Budget);
        ImageValue x = ImageValue.Of(s, s.Value(node, 0));
        int rank = x.Spatial;
        long groups = node.Long("group", 1);
        if (weight.Kept.Length != rank + 2 || groups < 1 || weight.Kept[0] != x.Channels || x.Channels % groups != 0)
        {
            throw new InvalidDataException(
                $"its weight [{string.Join(", ", weight.Shape)}] does not fit {x.Channels} channels in {groups} groups.");
        }

        if (node.Has("output_shape") || node.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER")
        {
            throw new NoCounterpartException("has its padding follow from the size of its output; export it with pads");
        }

        WindowSizes windows = WindowSizes.Of(node, weight.Shape[2..], x.Sizes);
        long[] more = node.Longs("output_padding") is { Length: > 0 } given ? given : new long[rank];
        long filters = weight.Kept[1] * groups;
        ImportedLayer layer = windows.Write(x.Layer($"ConvTranspose{rank}D").With("Filters", filters));

        // Padding takes away; what is taken away behind alone is a larger output, less.
        long[] both = [.. windows.Before.Zip(windows.After, Math.Max)];
        long[] outputPadding = [.. Enumerable.Range(0, rank).Select(i => more[i] + both[i] - windows.After[i])];
        bool isUpper = more.All(p => p == 0) && Enumerable.Range(0, rank).All(i =>
        {
            long total = windows.Extent(i) - windows.Stride[i];
            return total >= 0 && windows.Before[i] == total / 2 && windows.After[i] == total - (total / 2);
        }) && !windows.Before.SequenceEqual(windows.After);
        if (isUpper)
        {
            (both, outputPadding) = (new long[rank], new long[rank]);
            layer.With("Padding", "Padding", "SameUpper");
        }
        else if (!both.SequenceEqual(windows.Before) || more.Length != rank
            || outputPadding.Where((p, i) => p < 0 || p >= windows.Stride[i]).Any())
        {
            throw new NoCounterpartException("pads its two sides by different widths in a way that no transposed layer has");
        }

        (windows with { Before = both, After = both }).WritePadding(layer);
        if (outputPadding.Any(p => p > 0))
        {
            WindowSizes.Write(layer, "OutputPadding", outputPadding, 0);
        }

        if (groups > 1)
        {
            layer.With("Groups", groups);
        }

        layer.Weighted("weight", LayerWeight.Permuted(weight.Shape, weight.ToFloats(), [.. Enumerable.Range(2, rank), 1, 0]));
        Bias(s, node, layer, (int)filters);
        layer.Wish = Names.OfWeight(weight.Name, node.Name);
        long[] sizes = isUpper ? [.. x.Sizes.Select((size, i) => size * windows.Stride[i])]
            : [.. x.Sizes.Select((size, i) => ((size - 1) * windows.Stride[i]) + windows.Extent(i) - (2 * both[i]) + outputPadding[i])];
        s.Set(node.Outputs[0], sizes.All(d => d > 0) ? x.Given(s.Add(layer), filters, sizes)
            : throw new InvalidDataException("it pads away its whole output."));
    }

    public static void Bias(ImportScope s, OnnxNode node, ImportedLayer layer, int count)
    {
        if (!s.Has(node, 2))
        {
            layer.With("Bias", false);
            return;
        }

        Constant bias = s.Known(node, 2, "bias").Whole(s.Budget);
        layer.Weighted("bias", bias.Count == count ? new LayerWeight([count], bias.ToFloats())
            : throw new InvalidDataException($"its bias has {bias.Count} values for {count} channels."));
    }

    /// <summary>A layer that adds what windows find around the places.</summary>
    public static int Padded(ImportScope s, ImageValue x, WindowSizes windows, double value)
    {
        if (windows.Rank > 2 || windows.Before.Concat(windows.After).Any(p => p < 0))
        {
            throw new NoCounterpartException(
                "pads its two sides by different widths, for which there is a layer over one and two axes alone");
        }

        ImportedLayer border = x.Layer(value == 0 ? $"ZeroPad{windows.Rank}D" : $"Pad{windows.Rank}D");
        string[] sides = windows.Rank == 1 ? ["Before", "After"] : ["Top", "Bottom", "Left", "Right"];
        for (int i = 0; i < sides.Length; i++)
        {
            long width = (i % 2 == 0 ? windows.Before : windows.After)[i / 2];
            if (width > 0)
            {
                border.With(sides[i], width);
            }
        }

        return s.Add(value == 0 ? border : border.With("Value", value));
    }

    /// <summary>TensorFlow's padding, and that of layers which see no later step.</summary>
    private static bool UsualPadding(ImportedLayer layer, WindowSizes windows, long[] sizes)
    {
        bool isUpper = Enumerable.Range(0, windows.Rank).All(i =>
        {
            long count = (sizes[i] + windows.Stride[i] - 1) / windows.Stride[i];
            long total = Math.Max(((count - 1) * windows.Stride[i]) + windows.Extent(i) - sizes[i], 0);
            return windows.Before[i] == total / 2 && windows.After[i] == total - (total / 2);
        });
        bool isCausal = windows.Rank == 1 && windows.After[0] == 0 && windows.Before[0] == windows.Extent(0) - 1;
        if (isUpper || isCausal)
        {
            layer.With("Padding", "Padding", isUpper ? "SameUpper" : "Causal");
        }

        return isUpper || isCausal;
    }
}
