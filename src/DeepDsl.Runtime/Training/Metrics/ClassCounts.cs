namespace DeepDsl;

/// <summary>What is counted of one class, or of all summed.</summary>
/// <param name="Hits">Of the class and predicted as it.</param>
/// <param name="Labels">Of the class.</param>
/// <param name="Predictions">Predicted as the class.</param>
/// <param name="All">Of any class.</param>
internal readonly record struct ClassCounts(double Hits, double Labels, double Predictions, double All)
{
    public static ClassCounts operator +(ClassCounts a, ClassCounts b) =>
        new(a.Hits + b.Hits, a.Labels + b.Labels, a.Predictions + b.Predictions, a.All + b.All);
}
