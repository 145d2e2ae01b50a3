namespace DeepDsl;

/// <summary>A callback of delegates.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Before the first update.</summary>
    public Action<FitContext>? FitStart { get; init; }

    /// <summary>Before the first update of an epoch.</summary>
    public Action<FitContext>? EpochStart { get; init; }

    /// <summary>After each update.</summary>
    public Action<FitContext>? BatchEnd { get; init; }

    /// <summary>After each epoch and its validation.</summary>
    public Action<FitContext, EpochResult>? EpochEnd { get; init; }

    /// <summary>At the end.</summary>
    public Action<FitContext>? FitEnd { get; init; }

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context) => FitStart?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void OnEpochStart(FitContext context) => EpochStart?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context) => BatchEnd?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch) => EpochEnd?.Invoke(context, epoch);

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context) => FitEnd?.Invoke(context);
}
