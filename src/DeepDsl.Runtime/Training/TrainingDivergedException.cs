namespace DeepDsl;

/// <summary>The loss became infinite or not a number. The parameters are those before the update that it would have led to.</summary>
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
