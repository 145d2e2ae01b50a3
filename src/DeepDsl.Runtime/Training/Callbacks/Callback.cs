namespace DeepDsl;

/// <summary>Follows a fit and may end it through <see cref="FitContext.Stop"/>. Override what is needed.</summary>
/// <remarks>
/// A callback is called on the thread of its fit, between two updates. There it may predict and evaluate; save weights and checkpoints;
/// read weights, and edit and freeze parameters; and set <see cref="Network.Training"/>, whose learning rate counts from the next update
/// on, as what the schedule multiplies. It may not train by other means (training steps, <see cref="Network.Update"/>, <c>Fit</c>), nor
/// load a checkpoint: that throws an <see cref="InvalidOperationException"/>, and changes nothing. Other threads may predict, evaluate and
/// save weights.
/// </remarks>
public abstract class Callback
{
    /// <summary>
    /// Key in <see cref="Exception.Data"/> of what <c>Fit</c> throws, under which an <c>Exception[]</c> holds what else failed at the end
    /// of the fit; absent where nothing did.
    /// </summary>
    public const string FitEndErrorsKey = "DeepDsl.FitEndErrors";

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

    /// <summary>
    /// At the end, also of a fit that was stopped, cancelled or failed, or where another callback failed here. Of several exceptions the
    /// first is thrown, which is that of the fit itself where it had one; the others lie in its data under <see cref="FitEndErrorsKey"/>.
    /// </summary>
    protected internal virtual void OnFitEnd(FitContext context)
    {
    }

    /// <summary>Hears each line that goes to <see cref="FitOptions.Messages"/> or the console.</summary>
    internal virtual void OnWrite(string line)
    {
    }

    /// <summary>What the validation of an epoch measures in place of the model's values; null for those.</summary>
    internal virtual float[]? ValidationValues => null;

    /// <summary>Whether <see cref="SaveState"/> may give anything.</summary>
    internal virtual bool HasState => false;

    /// <summary>What a checkpoint must keep for the callback, besides the history.</summary>
    internal virtual IReadOnlyList<SafetensorsTensor> SaveState() => [];

    /// <summary>Throws where a state that is not empty cannot be what <see cref="SaveState"/> gave.</summary>
    internal virtual void CheckState(Network network, IReadOnlyList<SafetensorsTensor> state)
    {
    }

    /// <summary>Takes back what <see cref="SaveState"/> gave; called before <see cref="OnFitStart"/> of a resumed fit.</summary>
    internal virtual void LoadState(IReadOnlyList<SafetensorsTensor> state)
    {
    }
}
