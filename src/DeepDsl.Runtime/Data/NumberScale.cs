namespace DeepDsl;

/// <summary>A scaling <c>(x - Offset) / Scale</c>, as it is fitted to numbers.</summary>
internal readonly record struct NumberScale(double Offset, double Scale)
{
    /// <param name="values">At least one; their order may change.</param>
    /// <param name="kind">How they are scaled.</param>
    public static NumberScale Of(Span<double> values, NormalizationKind kind) => kind switch
    {
        NormalizationKind.MinMax => MinMax(values),
        NormalizationKind.Robust => Robust(values),
        NormalizationKind.None => new(0, 1),
        _ => Standard(values),
    };

    /// <summary>The value below which so much of them lies; between two of them, so far along the way as numpy goes.</summary>
    /// <param name="sorted">At least one.</param>
    /// <param name="part">From 0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static NumberScale Standard(ReadOnlySpan<double> values)
    {
        Span<double> sums = stackalloc double[2];
        for (int i = 0; i < values.Length; i++)
        {
            ColumnScale.Add(values[i], i + 1, sums);
        }
        return new(sums[0], NonZero(Math.Sqrt(sums[1] / values.Length)));
    }

    private static NumberScale MinMax(ReadOnlySpan<double> values)
    {
        (double low, double high) = (values[0], values[0]);
        foreach (double value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return new(low, NonZero(high - low));
    }

    private static NumberScale Robust(Span<double> values)
    {
        values.Sort();
        return new(Quantile(values, 0.5), NonZero(Quantile(values, 0.75) - Quantile(values, 0.25)));
    }

    /// <summary>Of numbers that are all the same, what is left is 0.</summary>
    private static double NonZero(double scale) => (float)scale == 0 ? 1 : scale;
}
