namespace DeepDsl;

/// <summary>How a measure per class becomes one number.</summary>
public enum ClassAverage
{
    /// <summary>The mean over the classes that occur among labels or predictions.</summary>
    Macro,

    /// <summary>From the counts of all classes together.</summary>
    Micro,

    /// <summary>The mean weighted by how often each class occurs among the labels.</summary>
    Weighted,

    /// <summary>The measure of the second of two classes, as of a yes; the first counts as no.</summary>
    Binary,
}
