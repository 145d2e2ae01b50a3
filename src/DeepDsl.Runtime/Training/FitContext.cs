namespace DeepDsl;

/// <summary>Where a fit stands, for callbacks, and the way to end it. What they may do is said at <see cref="Callback"/>.</summary>
public sealed class FitContext
{
    private readonly FitRun _run;

    internal FitContext(FitRun run) => _run = run;

    /// <summary>The model in training.</summary>
    public Network Network => _run.Network;

    /// <summary>The options of the fit.</summary>
    public FitOptions Options => _run.Options;

    /// <summary>The epoch that is running or has just ended, from 1.</summary>
    public int Epoch => _run.Epoch;

    /// <summary>Updates done in this epoch.</summary>
    public int Batch => _run.Batch;

    /// <summary>Updates in an epoch.</summary>
    public int Batches => _run.Batches;

    /// <summary>Updates done in the fit.</summary>
    public long Step => _run.Position.Step;

    /// <summary>Loss of the last update's samples. On a GPU, asking for it waits for all updates so far.</summary>
    public double Loss => _run.LastLoss;

    /// <summary>Learning rate of the last update.</summary>
    public double LearningRate => _run.Position.Rate;

    /// <summary>The epochs so far, those before a resume included.</summary>
    public History History => _run.History;

    /// <summary>The metrics of the fit. On a GPU, asking for them waits for all updates so far.</summary>
    public IReadOnlyList<Metric> Metrics
    {
        get
        {
            _run.Settle();
            return _run.Metrics;
        }
    }

    /// <summary>At the end of the fit: true where it ran to its end or was stopped, false where it was cancelled or failed.</summary>
    public bool IsComplete => _run.IsComplete;

    /// <summary>At the end of the fit: what ended it before its time, a cancellation included; null where nothing did.</summary>
    public Exception? Error => _run.Error;

    /// <summary>What a progress line would show now. On a GPU, asking for it waits for all updates so far.</summary>
    internal FitProgress Progress => _run.Progress;

    /// <summary>The learning rate that the schedule multiplies, from the next update on.</summary>
    internal double BaseRate
    {
        get => _run.BaseRate;
        set => _run.BaseRate = value;
    }

    internal Dataset? Train => _run.Train;

    internal Dataset? Validation => _run.Validation;

    /// <summary>Ends the fit after the present update or epoch; <paramref name="reason"/> goes into the history.</summary>
    public void Stop(string reason) => _run.History.StopReason ??= reason;

    /// <summary>Gives a line to <see cref="FitOptions.Messages"/>, or writes it past the progress line, where the fit shows one.</summary>
    public void Write(string line) => _run.Write(line);

    /// <summary>Waits, which counts neither as the epoch's time nor against its speed.</summary>
    internal void Pause(Action wait) => _run.Pause(wait);

    /// <summary>Makes running statistics those of the training set under the weights of now.</summary>
    internal void RenewStatistics() => _run.RenewStatistics();
}
