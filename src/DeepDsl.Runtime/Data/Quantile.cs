namespace DeepDsl;

/// <summary>Values below which a part of others lies.</summary>
internal static class Quantile
{
    /// <summary>Between two values on the straight line between them, as NumPy does unless told otherwise.</summary>
    /// <param name="ascending">At least one value.</param>
    /// <param name="part">From 0 to 1.</param>
    public static double Of(double[] ascending, double part)
    {
        double place = part * (ascending.Length - 1);
        int below = (int)place;
        return below + 1 == ascending.Length
            ? ascending[below]
            : ascending[below] + ((place - below) * (ascending[below + 1] - ascending[below]));
    }
}
