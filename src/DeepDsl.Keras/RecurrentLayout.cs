namespace DeepDsl.Keras;

/// <summary>
/// Recurrent layers. Both have the gates of a layer side by side, an LSTM in the same order; of a GRU, Keras has the one that keeps before
/// the one that resets. Keras adds one bias, or for a GRU that resets behind the product two as rows of an array; here there are two.
/// </summary>
internal static class RecurrentLayout
{
    private const int GatesOfGru = 3;

    public static IReadOnlyDictionary<string, float[]>? Of(OwnLayer own, KerasLayer keras)
    {
        bool isBoth = own.Shapes.ContainsKey("weight_hh_l0_reverse");
        Dictionary<string, float[]> arrays = [];
        bool fits = Take(own, keras, isBoth ? "forward/" : "", "_l0", arrays)
            && (!isBoth || Take(own, keras, "backward/", "_l0_reverse", arrays));
        int expected = keras.Arrays.Count + keras.Arrays.Keys.Count(k => k.EndsWith("bias", StringComparison.Ordinal));
        return fits && arrays.Count == own.Shapes.Count && arrays.Count == expected ? arrays : null;
    }

    /// <summary>What a GRU of the file computes otherwise; null where it computes the same, or nothing tells.</summary>
    public static string? Difference(OwnLayer own, KerasLayer keras)
    {
        KerasArray? bias = keras.Arrays.FirstOrDefault(a => a.Key.EndsWith("bias", StringComparison.Ordinal)).Value;
        if (own.IsResetAfter is not { } declared || bias is null || (bias.Shape.Length == 2) == declared)
        {
            return null;
        }

        (string there, string here) = declared ? ("reset_after=False", "false") : ("reset_after=True", "true");
        return $"'{Listing.Short(keras.Name)}' has the bias of a GRU with {there}, which '{Listing.Short(own.Name)}' is not; "
            + $"declare that with ResetAfter = {here}.";
    }

    private static bool Take(OwnLayer own, KerasLayer keras, string direction, string suffix, Dictionary<string, float[]> arrays)
    {
        int[] recurrent = own.Shapes["weight_hh" + suffix];
        (int units, int width) = (recurrent[0], recurrent[1]);
        float[] Ordered(float[] values) => width == GatesOfGru * units ? OtherOrder(values, units) : values;
        foreach ((string role, string name) in (ReadOnlySpan<(string, string)>)[("weight_ih", "kernel"), ("weight_hh", "recurrent_kernel")])
        {
            if (!keras.Arrays.TryGetValue(direction + name, out KerasArray? array) || !array.Shape.SequenceEqual(own.Shapes[role + suffix]))
            {
                return false;
            }

            arrays.Add(role + suffix, Ordered(array.Values));
        }

        if (!own.Shapes.ContainsKey("bias_ih" + suffix))
        {
            return true;
        }

        if (!keras.Arrays.TryGetValue(direction + "bias", out KerasArray? bias)
            || !(bias.Shape.SequenceEqual([width]) || bias.Shape.SequenceEqual([2, width])))
        {
            return false;
        }

        arrays.Add("bias_ih" + suffix, Ordered(bias.Values[..width]));
        arrays.Add("bias_hh" + suffix, bias.Shape.Length == 2 ? Ordered(bias.Values[width..]) : new float[width]);
        return true;
    }

    /// <summary>The first two of three gates change places, in each row.</summary>
    private static float[] OtherOrder(float[] values, int units)
    {
        float[] ordered = [.. values];
        for (int row = 0; row < values.Length; row += GatesOfGru * units)
        {
            values.AsSpan(row, units).CopyTo(ordered.AsSpan(row + units));
            values.AsSpan(row + units, units).CopyTo(ordered.AsSpan(row));
        }

        return ordered;
    }
}
