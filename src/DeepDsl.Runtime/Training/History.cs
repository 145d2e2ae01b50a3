namespace DeepDsl;

/// <summary>The epochs of a fit.</summary>
public sealed class History
{
    private readonly List<EpochResult> _epochs = [];

    /// <summary>One result per epoch.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Why a callback ended the fit early; null where it ran to its end.</summary>
    public string? StopReason { get; internal set; }

    /// <summary>One value over the epochs: <c>loss</c>, a metric's name, or either with the prefix <c>val_</c>.</summary>
    public double[] this[string name] => [.. _epochs.Select(e => e.Monitored(name, nameof(History)))];

    /// <summary>What is known of the fit besides its epochs; null for a history that no fit made.</summary>
    internal FitFacts? Facts { get; init; }

    /// <summary>
    /// What the losses show that is wrong, and what may be done. An <see cref="Advisor"/> among the callbacks also looks at samples and
    /// gradients.
    /// </summary>
    public IReadOnlyList<Advice> Diagnose() => [.. CurveAdvice.Of(_epochs, Facts)];

    internal void Add(EpochResult epoch) => _epochs.Add(epoch);
}
