namespace DeepDsl;

/// <summary>What a pruner judges by.</summary>
/// <param name="Epoch">The epoch that was reported just now.</param>
/// <param name="Reports">All that the trial reported, by epoch.</param>
/// <param name="Before">Trials of the groups before, by their numbers; those of the trial's own group may be at any point.</param>
/// <param name="Maximize">Whether higher values are better.</param>
public sealed record PrunedTrial(int Epoch, IReadOnlyList<TrialReport> Reports, IReadOnlyList<TrialResult> Before, bool Maximize)
{
    /// <summary>Values of the trials before at this epoch, where they reported a number, so that lower is better.</summary>
    public IReadOnlyList<double> Others => [.. Before.Select(t => t.At(Epoch)).OfType<double>().Where(double.IsFinite).Select(Cost)];

    /// <summary>The value that was reported just now, so that lower is better.</summary>
    public double Latest => Cost(Reports.First(r => r.Epoch == Epoch).Value);

    /// <summary>The best value that was reported, so that lower is better.</summary>
    public double Best => Reports.Where(r => double.IsFinite(r.Value)).Select(r => Cost(r.Value)).DefaultIfEmpty(double.NaN).Min();

    private double Cost(double value) => Maximize ? -value : value;
}
