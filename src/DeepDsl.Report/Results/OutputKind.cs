namespace DeepDsl.Report;

/// <summary>What the values of an output are.</summary>
internal enum OutputKind
{
    /// <summary>Scores of classes, of which one is right.</summary>
    Classes,

    /// <summary>A yes or no in each value.</summary>
    YesNo,

    /// <summary>Numbers.</summary>
    Numbers,

    /// <summary>Scores that together say a sequence of labels.</summary>
    Sequences,

    /// <summary>Something that the loss compares in a way of its own.</summary>
    Other,
}
