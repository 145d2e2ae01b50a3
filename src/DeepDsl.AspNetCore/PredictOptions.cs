namespace DeepDsl;

/// <summary>What an endpoint reads and answers.</summary>
public sealed class PredictOptions
{
    /// <summary>
    /// Bytes that a body may have; more are refused (413). Null for what a sample of the model takes as text, and 64 KiB at least.
    /// </summary>
    public int? MaxBodyBytes { get; set; }

    /// <summary>
    /// What the classes are called, by number, each with a name of its own. Null for what the model says: the members of the enum of its
    /// <c>[Labels]</c>, or the classes of its records; where it says nothing, numbers.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>
    /// Reads bodies of other media types than JSON and <c>application/octet-stream</c>, such as <c>image/png</c>, or of these in the place
    /// of what reads them, for a model of one input of floats: gives the values of a sample. <see cref="InvalidDataException"/> says what
    /// is wrong with a body, whose memory is lent.
    /// </summary>
    public IDictionary<string, Func<ReadOnlyMemory<byte>, float[]>> Decoders { get; } =
        new Dictionary<string, Func<ReadOnlyMemory<byte>, float[]>>(StringComparer.OrdinalIgnoreCase);

    internal int BodyLimit(long byDefault) => MaxBodyBytes switch
    {
        null => (int)Math.Clamp(byDefault, 64 * 1024, Array.MaxLength),
        < 1 => throw new ArgumentException($"{nameof(PredictOptions)}.{nameof(MaxBodyBytes)} is 1 or more, found {MaxBodyBytes}."),
        _ => MaxBodyBytes.Value,
    };
}
