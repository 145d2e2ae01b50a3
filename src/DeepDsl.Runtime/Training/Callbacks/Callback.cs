namespace DeepDsl;

/// <summary>Follows a fit and may end it through <see cref="FitContext.Stop"/>. Override what is needed.</summary>
public abstract class Callback
{
    /// <summary>Before the first update. A resumed fit has epochs in its history already.</summary>
    protected internal virtual void OnFitStart(FitContext context)
    {
    }

    /// <summary>Before the first update of an epoch; not called where a fit resumes in the middle of one.</summary>
    protected internal virtual void OnEpochStart(FitContext context)
    {
    }

    /// <summary>After each update.</summary>
    protected internal virtual void OnBatchEnd(FitContext context)
    {
    }

    /// <summary>After each epoch and its validation.</summary>
    protected internal virtual void OnEpochEnd(FitContext context, EpochResult epoch)
    {
    }

    /// <summary>At the end, also of a fit that was stopped, cancelled or failed.</summary>
    protected internal virtual void OnFitEnd(FitContext context)
    {
    }

    /// <summary>What a checkpoint must keep for the callback, besides the history.</summary>
    internal virtual IReadOnlyList<SafetensorsTensor> SaveState() => [];

    /// <summary>Takes back what <see cref="SaveState"/> gave; called before <see cref="OnFitStart"/> of a resumed fit.</summary>
    internal virtual void LoadState(Network network, IReadOnlyDictionary<string, SafetensorsTensor> state)
    {
    }
}
