namespace DeepDsl.Keras;

/// <summary>Arrays of a layer of Keras in the order in which the model has them.</summary>
internal static class KerasLayout
{
    /// <summary>By what arrays are here, what they may be there; all of them lie in the same order.</summary>
    private static readonly Dictionary<string, string[]> s_names = new()
    {
        ["weight"] = ["kernel", "depthwise_kernel", "gamma", "scale", "embeddings"],
        ["bias"] = ["bias", "beta"],
        ["running_mean"] = ["moving_mean"],
        ["running_var"] = ["moving_variance"],
        ["depthwise_weight"] = ["depthwise_kernel"],
        ["pointwise_weight"] = ["pointwise_kernel"],
        ["slope"] = ["alpha"],
    };

    /// <summary>The arrays of a layer here; null where the other is no such layer, or of other sizes.</summary>
    public static IReadOnlyDictionary<string, float[]>? Of(OwnLayer own, KerasLayer keras) =>
        own.Shapes.ContainsKey("weight_hh_l0") ? RecurrentLayout.Of(own, keras)
        : own.Shapes.ContainsKey("in_proj_weight") ? AttentionLayout.Of(own, keras)
        : Alike(own, keras);

    private static Dictionary<string, float[]>? Alike(OwnLayer own, KerasLayer keras)
    {
        Dictionary<string, float[]> arrays = [];
        HashSet<string> used = [];
        foreach ((string role, int[] shape) in own.Shapes)
        {
            string? name = s_names.GetValueOrDefault(role)?.FirstOrDefault(keras.Arrays.ContainsKey);
            if (name is null || !Fits(name, keras.Arrays[name].Shape, shape))
            {
                return null;
            }

            used.Add(name);
            arrays.Add(role, keras.Arrays[name].Values);
        }

        return used.Count == keras.Arrays.Count ? arrays : null;
    }

    private static bool Fits(string name, int[] there, int[] here) => name switch
    {
        // Of each channel its filters, which here are the last axis.
        "depthwise_kernel" => there.Length == here.Length && here[^2] == 1 && here[^1] == (long)there[^1] * there[^2]
            && there.AsSpan(..^2).SequenceEqual(here.AsSpan(..^2)),
        "pointwise_kernel" => there.Length >= 2 && there.SkipLast(2).All(d => d == 1) && there[^2..].SequenceEqual(here),
        "alpha" => there.Length > 0 && there.SkipLast(1).All(d => d == 1) && there[^1..].SequenceEqual(here),
        _ => there.SequenceEqual(here),
    };
}
