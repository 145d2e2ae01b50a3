namespace DeepDsl;

/// <summary>A part of a <see cref="RunRecord"/>, to be written when nobody waits.</summary>
internal sealed class RunCopy
{
    public required RunRecord Record { get; init; }

    public required RunStatus Status { get; init; }

    public required SeriesPart Steps { get; init; }

    public required string[] EpochColumns { get; init; }

    public required SeriesPart Epochs { get; init; }

    /// <summary>Norm of the gradient by layer.</summary>
    public required double[] Norms { get; init; }

    /// <summary>Dead units by layer; -1 where that is not known.</summary>
    public required int[] Dead { get; init; }

    /// <summary>Number of the first of <see cref="Lines"/> among all.</summary>
    public required int FirstLine { get; init; }

    public required string[] Lines { get; init; }

    /// <summary>What a page has with this.</summary>
    public required RunCursor Cursor { get; init; }
}
