namespace DeepDsl;

/// <summary>
/// The loss became infinite or not a number, or data that are not finite made a gradient so that the loss does not show. The parameters are
/// those before the update that it would have led to; where an earlier update has already made one infinite, the message names it.
/// </summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(string message, int epoch, int batch)
        : base(message)
    {
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The update in the epoch, from 1.</summary>
    public int Batch { get; }
}
