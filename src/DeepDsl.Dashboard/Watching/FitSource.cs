namespace DeepDsl;

/// <summary>A fit.</summary>
internal sealed class FitSource(FitContext context) : ITrainingSource
{
    public Network Network => context.Network;

    public double Loss => context.Loss;

    public double BaseRate
    {
        get => context.BaseRate;
        set => context.BaseRate = value;
    }

    public CancellationToken Cancellation => context.Options.CancellationToken;

    public RunStatus Read()
    {
        FitProgress progress = context.Progress;
        return new()
        {
            Epoch = progress.Epoch,
            Epochs = progress.Epochs,
            Batch = progress.Batch,
            Batches = progress.Batches,
            Step = context.Step,
            Loss = progress.Loss,
            LearningRate = progress.LearningRate,
            BaseRate = context.BaseRate,
            Speed = progress.SamplesPerSecond,
            Remaining = progress.Remaining.TotalSeconds,
        };
    }

    public void Stop(string reason) => context.Stop(reason);

    public void Pause(Action wait) => context.Pause(wait);

    public void Write(string line) => context.Write(line);
}
