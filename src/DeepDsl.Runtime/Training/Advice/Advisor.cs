namespace DeepDsl;

/// <summary>
/// Looks at the samples when a fit begins, where they are no stream, and at the gradients of some updates of each epoch, and says at its end what is wrong and what may be
/// done, with what <see cref="History.Diagnose"/> finds in the losses. It changes nothing. On a GPU the updates it looks at are waited for.
/// </summary>
public sealed class Advisor : Callback
{
    /// <summary>Updates of an epoch whose gradients are looked at.</summary>
    private const int Looks = 20;

    private readonly List<Advice> _ofData = [];
    private readonly List<Advice> _ofGradients = [];
    private GradientAdvice? _gradients;

    /// <summary>Whether the findings are written to the console at the end, each as a line. Notes are not.</summary>
    public bool Print { get; init; } = true;

    /// <summary>What was found: at the end of the fit all, before that what is known so far.</summary>
    public IReadOnlyList<Advice> Findings { get; private set; } = [];

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        _ofData.Clear();
        _ofGradients.Clear();
        if (context.Train is { } train)
        {
            _ofData.AddRange(DataAdvice.Of(context.Network.Definition, train, context.Validation, context.Metrics));
        }

        _gradients = new GradientAdvice(context.Network);
        Findings = [.. _ofData];
    }

    /// <inheritdoc/>
    protected internal override void OnEpochStart(FitContext context) => _gradients!.Reset();

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context)
    {
        int every = Math.Max(1, context.Batches / Looks);
        if (context.Batch % every == 0)
        {
            _ = context.Loss; // a device has then made its updates
            _gradients!.Look();
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        // Of the last epoch: what showed at the beginning may have passed.
        _ofGradients.Clear();
        _ofGradients.AddRange(_gradients!.Advise());
        Findings = [.. _ofData, .. _ofGradients];
    }

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context)
    {
        Findings = [.. _ofData, .. _ofGradients, .. context.History.Diagnose()];
        foreach (Advice advice in Print ? Findings.Where(f => !f.IsNote) : [])
        {
            context.Write($"advice: {advice.Message}");
        }
    }
}
