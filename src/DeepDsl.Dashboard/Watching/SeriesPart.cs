namespace DeepDsl;

/// <summary>Rows of a <see cref="Series"/>.</summary>
/// <param name="From">Number of the first.</param>
/// <param name="Columns">Numbers in a row.</param>
/// <param name="Values">Row after row.</param>
/// <param name="Generation">Of the series.</param>
/// <param name="Kept">Rows of the series that will not change in this generation.</param>
internal readonly record struct SeriesPart(int From, int Columns, double[] Values, int Generation, int Kept)
{
    public int Rows => Columns == 0 ? 0 : Values.Length / Columns;

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
