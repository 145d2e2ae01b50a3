namespace DeepDsl;

/// <summary>
/// Rows of many numbers of which most are 0, given by lists of those that are not: <c>y[.., columns[.., k]] += values[.., k]</c>. Input ints
/// <c>[.., K]</c>, for each row up to K columns from 0 to Columns - 1, and -1 to fill shorter lists up; output <c>[.., Columns]</c>. Where a
/// dense or a graph layer reads it, at most a <see cref="DropoutAttribute"/> in between, only what is listed is read and computed; dropout then
/// drops entries of the lists. <see cref="SparseLists"/> makes the lists of rows that are written out.
/// </summary>
/// <param name="columns">How many numbers a row has.</param>
public sealed class SparseRowsAttribute(int columns) : LayerAttribute
{
    /// <summary>How many numbers a row has.</summary>
    public int Columns { get; } = columns;

    /// <summary>Name of the number at each column that is listed, floats <c>[.., K]</c>; none takes ones.</summary>
    public string Values { get; set; } = "";
}
