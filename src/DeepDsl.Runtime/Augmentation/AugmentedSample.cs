namespace DeepDsl;

/// <summary>One sample while it is changed, in place.</summary>
internal ref struct AugmentedSample
{
    /// <summary>Of an input of floats; empty for tokens.</summary>
    public Span<float> Values;

    /// <summary>Of an input of ints; empty for floats.</summary>
    public Span<int> Tokens;

    public ReadOnlySpan<int> Shape;

    /// <summary>Labels of each token, where they are changed too.</summary>
    public Span<int> Labels;

    /// <summary>The label that counts nothing.</summary>
    public int IgnoredLabel;

    /// <summary>Steps of a sequence that are its own.</summary>
    public int Steps;

    /// <summary>Whether something tells how many those are, so that they may become fewer.</summary>
    public bool HasLengths;

    /// <summary>The same input of the sample that it is mixed with.</summary>
    public ReadOnlySpan<float> Partner;

    /// <summary>How much of it is its own.</summary>
    public float OwnShare;
}
