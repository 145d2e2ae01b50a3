namespace DeepDsl.Report;

/// <summary>Which places of an image a prediction depends on, from 0 to 1, as [H, W].</summary>
/// <param name="Name">By which method.</param>
/// <param name="Heat">From not at all to most.</param>
internal sealed record Explanation(string Name, float[] Heat)
{
    /// <summary>Whether it says something of single pixels, which the image below would hide.</summary>
    public bool IsFine { get; init; }

    /// <summary>What is below nothing counts as nothing, and the largest as 1.</summary>
    public static float[] Scaled(float[] heat)
    {
        float most = heat.Where(float.IsFinite).DefaultIfEmpty().Max();
        return Array.ConvertAll(heat, h => float.IsFinite(h) && most > 0 ? Math.Max(0, h) / most : 0);
    }
}
