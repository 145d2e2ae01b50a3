namespace DeepDsl;

/// <summary>What a fit shows, with its numbers and what may be done.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Message">A few sentences.</param>
public sealed record Advice(AdviceKind Kind, string Message)
{
    /// <summary>Whether it only says what cannot be known; else something is wrong.</summary>
    public bool IsNote => Kind == AdviceKind.NoValidation;

    /// <inheritdoc/>
    public override string ToString() => Message;
}
