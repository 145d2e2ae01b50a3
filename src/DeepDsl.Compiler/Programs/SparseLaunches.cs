using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>What the launches over sparse rows have in common.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Entries">Of a row's list.</param>
/// <param name="Width">Columns of a row that is written out, and rows of the table.</param>
/// <param name="Units">Columns of the table.</param>
public sealed record SparseSizes(Dim Rows, Dim Entries, Dim Width, int Units)
{
    public Shape Lists => new(Rows, Entries);

    public Shape Table => new(Width, Units);

    public Shape Products => new(Rows, Units);
}

/// <summary>Sparse rows times a table; Values may be null. Operands of the epilogue may have one number for each row, too.</summary>
/// <param name="Shape">Of Y, whose rows are those of all axes but the last.</param>
public sealed record SparseProductLaunch(
    string Layer, Buffer Columns, Buffer? Values, Buffer Table, Buffer Y, SparseSizes Sizes, Shape Shape, Epilogue Epilogue)
    : Launch(Layer, [.. new[] { Columns, Values, Table }.OfType<Buffer>(), .. MapLaunch.ReadsOf(Epilogue.Operands)], [Y]);

/// <summary>What is at the row of each entry times the table's row at its column.</summary>
public sealed record SparseDotLaunch(string Layer, Buffer Columns, Buffer X, Buffer Table, Buffer Y, SparseSizes Sizes)
    : Launch(Layer, [Columns, X, Table], [Y]);

/// <summary>Rows added up by the columns of their entries, in equal parts of the rows; Values may be null.</summary>
public sealed record SparseGradientLaunch(string Layer, Buffer Columns, Buffer? Values, Buffer X, Buffer Tables, SparseSizes Sizes, int Parts)
    : Launch(Layer, [.. new[] { Columns, Values, X }.OfType<Buffer>()], [Tables]);
