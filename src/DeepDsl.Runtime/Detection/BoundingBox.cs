namespace DeepDsl;

/// <summary>
/// A rectangle around something in an image, found or true, in any unit; x grows to the right and y downwards, as in
/// <see cref="Loss.BoxIoU"/>.
/// </summary>
/// <param name="Left">Least x.</param>
/// <param name="Top">Least y.</param>
/// <param name="Right">Largest x.</param>
/// <param name="Bottom">Largest y.</param>
/// <param name="Class">What is in it.</param>
/// <param name="Score">How sure who found it is; truths have none.</param>
public readonly record struct BoundingBox(float Left, float Top, float Right, float Bottom, int Class = 0, float Score = 1)
{
    /// <summary>None where a side is negative.</summary>
    public double Area => AreaOf((double)Right - Left, (double)Bottom - Top);

    /// <summary>The area that both cover, of that which either does: 1 for the same box, 0 for those that share nothing.</summary>
    public double IntersectionOverUnion(in BoundingBox other)
    {
        double both = AreaOf(
            (double)Math.Min(Right, other.Right) - Math.Max(Left, other.Left), (double)Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        return both == 0 ? 0 : both / (Area + other.Area - both);
    }

    /// <summary>Comparisons with what is not a number are false, so that such a box would be kept, or beat others, by accident.</summary>
    internal static void CheckFinite(ReadOnlySpan<BoundingBox> boxes, string name)
    {
        for (int i = 0; i < boxes.Length; i++)
        {
            if (!boxes[i].IsFinite)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{name}[{i}] is {boxes[i]}; corners and scores must be finite numbers."), name);
            }
        }
    }

    private bool IsFinite => float.IsFinite(Left) && float.IsFinite(Top) && float.IsFinite(Right) && float.IsFinite(Bottom) && float.IsFinite(Score);

    private static double AreaOf(double width, double height) => Math.Max(width, 0) * Math.Max(height, 0);
}
