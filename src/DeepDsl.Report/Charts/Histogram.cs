namespace DeepDsl.Report;

/// <summary>How often values occur, in ranges of one width.</summary>
internal sealed class Histogram
{
    private const int Ranges = 24;

    /// <param name="values">Finite ones, at least one.</param>
    public Histogram(IReadOnlyList<double> values)
    {
        (double low, double high) = (values.Min(), values.Max());
        (Low, Width) = high > low ? (low, (high - low) / Ranges) : (low - 0.5, 1.0 / Ranges);
        foreach (double value in values)
        {
            Counts[Math.Clamp((int)((value - Low) / Width), 0, Ranges - 1)]++;
        }
    }

    /// <summary>Where the first range begins.</summary>
    public double Low { get; }

    /// <summary>Of a range.</summary>
    public double Width { get; }

    public int[] Counts { get; } = new int[Ranges];

    public double From(int range) => Low + (range * Width);
}
