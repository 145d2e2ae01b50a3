namespace DeepDsl.Keras;

/// <summary>
/// Attention of several heads. Keras has a product for queries, keys and values each, with an axis for the heads; here all are one.
/// </summary>
internal static class AttentionLayout
{
    private static readonly string[] s_read = ["query", "key", "value"];

    public static IReadOnlyDictionary<string, float[]>? Of(OwnLayer own, KerasLayer keras)
    {
        int[] joined = own.Shapes["in_proj_weight"];
        bool isBiased = own.Shapes.ContainsKey("in_proj_bias");
        KerasArray?[] kernels = [.. s_read.Select(p => keras.Arrays.GetValueOrDefault(p + "/kernel"))];
        KerasArray?[] biases = [.. s_read.Select(p => keras.Arrays.GetValueOrDefault(p + "/bias"))];
        if (kernels.Any(k => k is not { Shape.Length: 3 } || k.Shape[0] != joined[0])
            || biases.Any(b => isBiased != (b is { Shape.Length: 2 }))
            || !keras.Arrays.TryGetValue("output/kernel", out KerasArray? output) || output.Shape.Length != 3
            || !own.Shapes.TryGetValue("out_proj.weight", out int[]? outer)
            || output.Shape[2] != outer[1] || output.Shape[0] * (long)output.Shape[1] != outer[0])
        {
            return null;
        }

        float[] weight = Beside(joined[0], kernels);
        Dictionary<string, float[]> arrays = new() { ["in_proj_weight"] = weight, ["out_proj.weight"] = output.Values };
        if (isBiased)
        {
            arrays.Add("in_proj_bias", Beside(1, biases));
        }

        if (keras.Arrays.TryGetValue("output/bias", out KerasArray? added))
        {
            arrays.Add("out_proj.bias", added.Values);
        }

        bool Fits(string role, int[] shape) =>
            arrays.TryGetValue(role, out float[]? values) && values.LongLength == shape.Aggregate(1L, (n, d) => n * d);
        return arrays.Count == own.Shapes.Count && own.Shapes.All(s => Fits(s.Key, s.Value)) ? arrays : null;
    }

    /// <summary>Rows of several arrays one behind the other.</summary>
    private static float[] Beside(int rows, KerasArray?[] arrays) =>
    [
        .. Enumerable.Range(0, rows).SelectMany(row => arrays.SelectMany(a =>
        {
            int width = a!.Values.Length / rows;
            return a.Values.AsSpan(row * width, width).ToArray();
        })),
    ];
}
