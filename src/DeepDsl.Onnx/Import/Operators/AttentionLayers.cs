namespace DeepDsl.Onnx;

/// <summary>Weights of values by products of queries and keys, which are one layer here.</summary>
internal static class AttentionLayers
{
    /// <summary>softmax(scale * q k^T) v as a layer; null where the axes are others than heads, steps and channels.</summary>
    public static ImportedValue? Of(ImportScope s, AttentionScores scores, ImportedValue values)
    {
        (ImportedValue q, ImportedValue k) = (scores.Queries, scores.Keys);
        AxisPart[] heads = Heads(q);
        long count = AxisPart.SizeOf(heads);
        if (Heads(k) is var ofKeys && Heads(values) is var ofValues
            && (AxisPart.SizeOf(ofKeys) != count || AxisPart.SizeOf(ofValues) != count
                || new[] { q, k, values }.Any(v => v.View[^1].Concat(v.View[^2]).Any(p => p.IsBatch))))
        {
            return null;
        }

        ImportedValue Side(ImportedValue value, AxisPart[] own) => Layouts.Store(s, value, [value.View[^2], [.. own, .. value.View[^1]]]);
        (ImportedValue queries, ImportedValue keys, ImportedValue means) = (Side(q, heads), Side(k, ofKeys), Side(values, ofValues));
        ImportedLayer layer = keys.Layer == means.Layer
            ? new ImportedLayer("Attention", queries.Layer, keys.Layer)
                : new ImportedLayer("Attention", queries.Layer, keys.Layer, means.Layer);
        if (count > 1)
        {
            layer.With("Heads", count);
        }

        double usual = 1 / Math.Sqrt(AxisPart.SizeOf(q.View[^1]));
        if (Math.Abs(scores.Scale - usual) > 1e-6 * usual)
        {
            layer.With("Scale", (double)(float)scores.Scale);
        }

        if (scores.IsCausal)
        {
            layer.With("Causal", true);
        }

        AxisPart[] channels = values.View[^1];
        return new ImportedValue(s.Add(layer), [q.View[^2], [.. heads, .. channels]], [.. q.View[..^1], channels]);
    }

    /// <summary>A value without a factor that is still to be applied to it.</summary>
    public static (double Factor, ImportedValue Value) WithoutFactor(ImportedValue value) =>
        value.Pending?.Factor is { } factor ? (factor, value.Plain) : (1, value with { Scores = null });

    private static AxisPart[] Heads(ImportedValue value) => [.. value.View[..^2].SelectMany(axis => axis).Where(p => !p.IsBatch)];
}
