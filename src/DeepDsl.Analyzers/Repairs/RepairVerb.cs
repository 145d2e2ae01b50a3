namespace DeepDsl.Analyzers.Repairs;

/// <summary>What an edit does to an attribute.</summary>
public enum RepairVerb
{
    /// <summary>Gives an argument another value, or adds it.</summary>
    Set,

    /// <summary>Another member of the same enum, which is written as the source writes it.</summary>
    Member,

    Drop,

    /// <summary>Another attribute with the same arguments.</summary>
    Rename,

    /// <summary>Another attribute altogether.</summary>
    Replace,

    Remove,

    /// <summary>Adds an attribute in front of it.</summary>
    Prepend,

    /// <summary>Adds an attribute behind it.</summary>
    Append,

    /// <summary>Adds a list of attributes of its own, behind all others of the class.</summary>
    AddList,
}
