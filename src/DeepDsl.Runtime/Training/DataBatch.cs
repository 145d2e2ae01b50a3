using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Rows of a data set that a call is given together, and the dimensions set at run time that it has with them.</summary>
internal readonly ref struct DataBatch(ReadOnlySpan<int> rows, scoped in SymbolValues symbols)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public SymbolValues Symbols { get; } = symbols;
}
