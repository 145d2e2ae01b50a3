using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>A dimension that is set at run time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Symbol
{
    T,
    S,
    Nodes,
    Edges,
}

/// <summary>A dimension of a model that is set at run time, and its bounds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SymbolDefinition(Symbol Symbol, int Min, int Max)
{
    /// <summary>
    /// What tells how many steps of a sequence are its own, where behind the longest of a batch nothing is that a loss would notice; empty
    /// elsewhere.
    /// </summary>
    public LengthsDefinition[] Padded { get; init; } = [];
}
