namespace DeepDsl.Onnx;

/// <summary>What adds places around a value, or between them.</summary>
internal static class Borders
{
    private static readonly string[][] s_sides = [["Before", "After"], ["Top", "Bottom", "Left", "Right"]];

    public static void Pad(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        long[] pads = (s.Opset >= 11 ? s.Known(node, 1, "widths").Whole(s.Budget).Longs : node.Longs("pads") ?? node.Longs("paddings")) ?? [];
        long[]? chosen = s.Has(node, 3) ? s.Known(node, 3, "axes").Whole(s.Budget).Longs : null;
        int[] axes = chosen is null ? [.. Enumerable.Range(0, x.Rank)] : [.. chosen.Select(a => NodeAttributes.Axis(a, x.Rank))];
        if (pads.Length != 2 * axes.Length || pads.Any(p => Math.Abs(p) > 1 << 14))
        {
            throw new InvalidDataException("its widths do not belong to the axes of its value.");
        }

        (int Axis, long Before, long After)[] wide =
            [.. axes.Select((a, i) => (a, pads[i], pads[axes.Length + i])).Where(w => w.Item2 != 0 || w.Item3 != 0)];
        x = CutOff(s, node, x, wide);
        wide = [.. wide.Select(w => (w.Axis, Math.Max(w.Before, 0), Math.Max(w.After, 0))).Where(w => w.Item2 + w.Item3 > 0)];
        if (wide.Length == 0)
        {
            s.Set(node.Outputs[0], x);
            return;
        }

        string mode = node.Text("mode", "constant");
        double value = s.Opset < 11 ? node.Real("value", 0) : s.Has(node, 2) ? s.Known(node, 2, "value").Single ?? 0 : 0;
        int[] padded = [.. wide.Select(w => w.Axis)];
        int rank = x.Stored.Length - 1;
        if (padded.Any(a => x.View[a].Length == 0))
        {
            x = Layouts.Store(s, x, x.IsChannelsFirst ? [.. x.View[2..], x.View[1]] : Layouts.InOrderOfFile(x));
            rank = x.Stored.Length - 1;
        }

        int PlaceOf(int axis) => x.View[axis].Length > 0 ? Array.FindIndex(x.Stored, own => own.SequenceEqual(x.View[axis]))
            : x.IsChannelsFirst ? axis == 1 ? rank : axis - 2 : axis - 1;
        bool fits = rank is 1 or 2 && padded.All(a => PlaceOf(a) is var at && at >= 0 && at < rank);
        value = Math.Clamp(value, -float.MaxValue, float.MaxValue);
        if (!fits || mode is not ("constant" or "reflect" or "edge") || !double.IsFinite(value))
        {
            throw new NoCounterpartException(
                "adds a border that is no constant, reflection or edge around the steps or rows and columns of a value");
        }

        ImportedLayer layer = new(mode == "constant" && value == 0 ? $"ZeroPad{rank}D" : $"Pad{rank}D", x.Layer);
        AxisPart[][] stored = [.. x.Stored];
        AxisPart[][] view = [.. x.View];
        foreach ((int axis, long before, long after) in wide)
        {
            int at = PlaceOf(axis);
            layer = before > 0 ? layer.With(s_sides[rank - 1][2 * at], before) : layer;
            layer = after > 0 ? layer.With(s_sides[rank - 1][(2 * at) + 1], after) : layer;
            stored[at] = view[axis] = AxisPart.Of(x.Shape[axis] + before + after);
        }

        layer = mode == "constant" ? value != 0 ? layer.With("Value", value) : layer
            : layer.With("Mode", "PadMode", mode == "reflect" ? "Reflect" : "Replicate");
        s.Set(node.Outputs[0], new ImportedValue(s.Add(layer), stored, view) { IsChannelsFirst = x.IsChannelsFirst });
    }

    public static void Resize(ImportScope s, OnnxNode node)
    {
        ImageValue x = ImageValue.Of(s, s.Value(node, 0));
        double[] scales = Scales(s, node, x.Value);
        int rank = x.Spatial;
        long[] whole = [.. scales.Skip(2).Select(v => (long)Math.Round(v))];
        string mode = node.Text("mode", "nearest");
        string place = node.Text("coordinate_transformation_mode", node.Operator == "Upsample" || s.Opset < 11 ? "asymmetric" : "half_pixel");
        bool areWhole = scales.Length == rank + 2 && scales[0] == 1 && scales[1] == 1
            && scales.Skip(2).Zip(whole).All(p => Math.Abs(p.First - p.Second) < 1e-6 && p.Second >= 1);
        bool isNearest = mode == "nearest" && (place is "half_pixel" or "asymmetric" or "pytorch_half_pixel");
        string rounding = node.Text("nearest_mode", node.Operator == "Upsample" || s.Opset < 11 ? "floor" : "round_prefer_floor");
        bool isRepeated = isNearest && (
            place == "asymmetric" ? rounding == "floor" : rounding is "round_prefer_floor" or "round_prefer_ceil");
        bool isLinear = mode is "linear" or "bilinear" && place is "half_pixel" or "pytorch_half_pixel" or "align_corners";
        if (!areWhole || rank is < 1 or > 2 || !(isRepeated || isLinear))
        {
            throw new NoCounterpartException(
                $"resizes by {string.Join(", ", scales)} in the mode {Listing.Short(mode)}, {Listing.Short(place)}; "
                + $"[Upsample{Math.Clamp(rank, 1, 2)}D] repeats elements a whole number of times, or interpolates between "
                + "their centres or corners");
        }

        if (whole.Any(w => w > 1 << 10))
        {
            throw new NoCounterpartException("makes a value more than a thousand times as long");
        }

        ImportedLayer layer = x.Layer($"Upsample{rank}D");
        if (whole.Any(w => w != 2))
        {
            WindowSizes.Write(layer, "Scale", whole, 0);
        }

        layer = isRepeated ? layer : layer.With("Mode", "Interpolation", "Bilinear");
        layer = isLinear && place == "align_corners" ? layer.With("AlignCorners", true) : layer;
        s.Set(node.Outputs[0], x.Given(s.Add(layer), x.Channels, [.. x.Sizes.Zip(whole, (d, w) => d * w)]));
    }

    private static double[] Scales(ImportScope s, OnnxNode node, ImportedValue x)
    {
        if (node.Operator == "Upsample" && s.Opset < 9)
        {
            return [.. (node.Reals("scales") ?? []).Select(v => (double)v)];
        }

        int at = node.Operator == "Upsample" || s.Opset < 11 ? 1 : 2;
        if (s.Constant(node, at) is { Count: > 0, IsWhole: false } scales)
        {
            return [.. scales.Whole(s.Budget).Floats!.Select(v => (double)v)];
        }

        long[] sizes = s.Known(node, 3, "sizes").Whole(s.Budget).Longs ?? [];
        return sizes.Length == x.Rank ? [.. sizes.Zip(x.Shape, (to, from) => (double)to / from)]
            : throw new InvalidDataException("it resizes other axes than there are.");
    }

    /// <summary>Widths below zero take away.</summary>
    private static ImportedValue CutOff(ImportScope s, OnnxNode node, ImportedValue x, (int Axis, long Before, long After)[] wide)
    {
        foreach ((int axis, long before, long after) in wide)
        {
            (long from, long off) = (Math.Max(-before, 0), Math.Max(-after, 0));
            x = from + off > 0 ? Parts.Take(s, node, x, axis, from, x.Shape[axis] - from - off) : x;
        }

        return x;
    }
}
