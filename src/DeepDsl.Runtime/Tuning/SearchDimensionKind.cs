namespace DeepDsl;

/// <summary>What the values of a dimension are.</summary>
public enum SearchDimensionKind
{
    /// <summary>Real numbers between two bounds.</summary>
    Real,

    /// <summary>Whole numbers from one bound to another, both included.</summary>
    Integer,

    /// <summary>One of some numbers, which are compared by how large they are.</summary>
    Number,

    /// <summary>One of some names, which have no order.</summary>
    Text,
}
