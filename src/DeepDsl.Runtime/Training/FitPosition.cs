using System.Globalization;

namespace DeepDsl;

/// <summary>Where a fit stands between two updates.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Batch">Updates done in the running epoch.</param>
/// <param name="Step">Updates done in all.</param>
/// <param name="LossSum">Loss times weight, added over the samples of the running epoch so far.</param>
/// <param name="WeightSum">Weights of those samples.</param>
/// <param name="Rate">Learning rate of the last update.</param>
internal readonly record struct FitPosition(int Epoch, int Batch, long Step, double LossSum, double WeightSum, double Rate)
{
    private const int LongestText = 200;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Epoch} {Batch} {Step} {LossSum:R} {WeightSum:R} {Rate:R}");

    /// <exception cref="FormatException">The text is none.</exception>
    public static FitPosition Parse(string text)
    {
        if (text.Length > LongestText
            || text.Split(' ') is not [string epoch, string batch, string step, string lossSum, string weightSum, string rate])
        {
            throw new FormatException($"'{Listing.Short(text)}' should be six numbers");
        }
        CultureInfo culture = CultureInfo.InvariantCulture;
        return new FitPosition(
            int.Parse(epoch, culture),
            int.Parse(batch, culture),
            long.Parse(step, culture),
            double.Parse(lossSum, NumberStyles.Float, culture),
            double.Parse(weightSum, NumberStyles.Float, culture),
            double.Parse(rate, NumberStyles.Float, culture));
    }

    /// <summary>Why no fit with this plan can stand here; null where one can.</summary>
    public string? Problem(in FitPlan plan, int historyEpochs)
    {
        bool inside = Epoch >= 0 && Batch >= 0 && Batch <= plan.Updates && Step == ((long)Epoch * plan.Updates) + Batch;
        bool summed = double.IsFinite(LossSum) && double.IsFinite(WeightSum) && WeightSum >= 0 && TrainOptions.IsLearningRate(Rate);
        return inside && summed && historyEpochs == Epoch
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"it stands in epoch {Epoch + 1L} at update {Batch} of {plan.Updates}, after {Step} updates in all and with "
                + $"{historyEpochs} epochs of history, a loss of {LossSum}, a weight of {WeightSum} and a rate of {Rate}");
    }

    /// <summary>Mean loss of the running epoch so far.</summary>
    public double MeanLoss => WeightSum == 0 ? 0 : LossSum / WeightSum;
}
