namespace DeepDsl;

/// <summary>How a CSV file is read. By default: a header line, commas, and the last column is the label.</summary>
public sealed record CsvOptions
{
    /// <summary>Whether the first line holds the columns' names.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Between fields.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Name of the label's column; null to use <see cref="LabelIndex"/>.</summary>
    public string? Label { get; init; }

    /// <summary>Place of the label's column, negative from the end; null for a file without labels.</summary>
    public int? LabelIndex { get; init; } = -1;

    /// <summary>True for regression: the label is a number, read as a float target. False: it is a class.</summary>
    public bool LabelIsNumber { get; init; }

    /// <summary>
    /// The classes in order, so that a test set gets the same indices as the training set. Without it, labels that are all whole numbers
    /// from 0 on are used as they are, and others are numbered in ordinal order.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Names of columns to leave out.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];
}
