namespace DeepDsl;

/// <summary>How a CSV file is read. By default: a header line, commas, and the last column is the label.</summary>
public sealed record CsvOptions
{
    /// <summary>Whether the first line holds the columns' names.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Lines in front of the first that are left out.</summary>
    public int SkipLines { get; init; }

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

    /// <summary>Names of the features, in the order in which they are read; null for all columns but the label and the ignored ones.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>
    /// Features that hold categories, whatever they look like, each read as one number a category: 1 for the one that holds, else 0.
    /// <see cref="CsvSchema.Infer"/> also takes those that hold no numbers.
    /// </summary>
    public IReadOnlyList<string> OneHot { get; init; } = [];

    /// <summary>Features that hold categories, each read as an input of its own, an int that counts them from 0: what an embedding takes.</summary>
    public IReadOnlyList<string> Indices { get; init; } = [];

    /// <summary>
    /// Whether features of categories have a place more, the last, for those that a schema does not know. Without it they are refused.
    /// </summary>
    public bool UnknownPlace { get; init; }

    /// <summary>How many categories a column may have that is not among <see cref="OneHot"/> and <see cref="Indices"/>.</summary>
    public int MaxCategories { get; init; } = 100;

    /// <summary>What becomes of a number that is missing. Of categories, a missing one is a category of no name, unless it is refused.</summary>
    public MissingCells Missing { get; init; }

    /// <summary>The number for those that are missing, under <see cref="MissingCells.Fill"/>.</summary>
    public float Fill { get; init; }

    /// <summary>What a cell holds that is missing.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = [""];
}
