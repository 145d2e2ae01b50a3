using System.Globalization;

namespace DeepDsl;

/// <summary>The scores of a cross-validation.</summary>
/// <param name="scores">One a fold, in their order.</param>
public sealed class CrossValidationResult(IReadOnlyList<double> scores)
{
    /// <summary>The scores of the folds, in their order.</summary>
    public IReadOnlyList<double> Scores { get; } = scores;

    /// <summary>The mean of the scores.</summary>
    public double Mean => Scores.Average();

    /// <summary>
    /// The standard deviation of the scores, by one less than their number; 0 of one fold. Folds train on shared samples, so it says less
    /// than that of independent measurements.
    /// </summary>
    public double Deviation
    {
        get
        {
            double mean = Mean;
            return Scores.Count < 2 ? 0 : Math.Sqrt(Scores.Sum(s => (s - mean) * (s - mean)) / (Scores.Count - 1));
        }
    }

    /// <summary>Mean, deviation and scores in a line.</summary>
    public override string ToString()
    {
        string scores = Listing.Of(Scores, s => s.ToString("G5", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{Mean:G5} ± {Deviation:G3} over {Scores.Count} folds ({scores})");
    }
}
