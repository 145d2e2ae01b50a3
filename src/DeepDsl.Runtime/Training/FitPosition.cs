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
    /// <summary>Mean loss of the running epoch so far.</summary>
    public double MeanLoss => WeightSum == 0 ? 0 : LossSum / WeightSum;
}
