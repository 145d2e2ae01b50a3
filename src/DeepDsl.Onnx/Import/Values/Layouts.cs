namespace DeepDsl.Onnx;

/// <summary>Brings values into the order of axes that a layer wants, by layers that move elements where that is needed.</summary>
internal static class Layouts
{
    /// <summary>A value whose samples have the given axes, which are made of the parts that it has.</summary>
    public static ImportedValue Store(ImportScope s, ImportedValue value, AxisPart[][] wanted)
    {
        value = Activations.Finish(s, value);
        if (AreSame(value.Stored, wanted))
        {
            return value;
        }

        (int Source, AxisPart[][] From, AxisPart[][] To, int Layer) known = s.Moves.Find(
            m => m.Source == value.Layer && AreSame(m.From, value.Stored) && AreSame(m.To, wanted));
        if (known.To is not null)
        {
            return value with { Layer = known.Layer, Stored = wanted, Scores = null };
        }

        AxisPart[] parts = [.. value.Stored.SelectMany(axis => axis)];
        AxisPart[] order = [.. wanted.SelectMany(axis => axis)];
        AxisPart[][] shape = value.Stored;
        int layer = value.Layer;
        if (!parts.SequenceEqual(order))
        {
            layer = Reshape(s, layer, ref shape, [.. parts.Select(p => new[] { p })]);
            layer = s.Add(new ImportedLayer("Permute", layer).With("Order", order.Select(p => (long)Array.IndexOf(parts, p))));
            shape = [.. order.Select(p => new[] { p })];
        }

        layer = Reshape(s, layer, ref shape, wanted);
        s.Moves.Add((value.Layer, value.Stored, wanted, layer));
        return value with { Layer = layer, Stored = wanted, Scores = null };
    }

    /// <summary>A value whose samples have an axis of the file as their last one.</summary>
    public static ImportedValue StoreLast(ImportScope s, ImportedValue value, AxisPart[] last) =>
        Store(s, value, [.. Without(value.Stored, last), last]);

    /// <summary>The axes in the order of the file, without the batch.</summary>
    public static AxisPart[][] InOrderOfFile(ImportedValue value) => WithoutBatch(value.View, 0);

    /// <summary>The axes of the file from one on, of which none has the batch.</summary>
    public static AxisPart[][] WithoutBatch(AxisPart[][] view, int first)
    {
        AxisPart[][] axes = [.. view.Select(axis => axis.Where(p => !p.IsBatch).ToArray())];
        int batch = Array.FindIndex(view, axis => axis.Any(p => p.IsBatch));
        return [.. axes.Where((axis, i) => i >= first && (i != batch || axis.Length > 0))];
    }

    /// <summary>Stored axes without some parts; an axis of such parts alone is left out.</summary>
    public static AxisPart[][] Without(AxisPart[][] stored, AxisPart[] parts) =>
        [.. stored.Select(axis => axis.Where(p => !parts.Contains(p)).ToArray())
            .Where((axis, i) => axis.Length > 0 || (stored[i].Length == 0 && stored.Length > 1))];

    /// <summary>What stands beside the batch in the first axis, which must begin with it.</summary>
    public static AxisPart[] BesideBatch(ImportedValue value)
    {
        AxisPart[] first = value.View[0];
        return first.Length > 0 && first[0].IsBatch ? first[1..]
            : throw new NoCounterpartException("reads a value whose first axis is not the batch, as this layer has it");
    }

    public static bool AreSame(AxisPart[][] a, AxisPart[][] b) => a.Length == b.Length && a.Zip(b).All(p => p.First.SequenceEqual(p.Second));

    /// <summary>The values of a constant that lies along parts of a value, in the order in which those are stored.</summary>
    /// <param name="constant">With the axes of the file.</param>
    /// <param name="from">The parts of these axes.</param>
    /// <param name="to">The same parts in another order.</param>
    public static float[] Reordered(float[] constant, IReadOnlyList<AxisPart> from, IReadOnlyList<AxisPart> to) =>
        new PermutedValues([.. from.Select(p => p.Size)], [.. to.Select(p => from.ToList().IndexOf(p))]).Of(constant);

    /// <summary>A sentence on a border whose axes stand in another order here.</summary>
    public static string Note(string border, AxisPart[][] stored) =>
        $"{border} is [{string.Join(", ", stored.Select(AxisPart.SizeOf))}], its channels last; in the file they are first.";

    private static int Reshape(ImportScope s, int layer, ref AxisPart[][] shape, AxisPart[][] wanted)
    {
        long[] sizes = [.. wanted.Select(AxisPart.SizeOf)];
        if (sizes.SequenceEqual(shape.Select(AxisPart.SizeOf)))
        {
            return layer;
        }

        shape = wanted;
        return s.Add(sizes.Length == 1 ? new ImportedLayer("Flatten", layer)
            : new ImportedLayer("Reshape", layer).With("Shape", sizes.Length == 0 ? [1] : sizes));
    }
}
