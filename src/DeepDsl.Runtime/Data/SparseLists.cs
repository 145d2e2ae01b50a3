namespace DeepDsl;

/// <summary>
/// Rows of which most numbers are 0 as lists of those that are not, as <see cref="SparseRowsAttribute"/> takes them: of each row as many places,
/// its columns in their order and their values, then -1 and 0.
/// </summary>
/// <param name="Columns"><c>[rows, Entries]</c>.</param>
/// <param name="Values"><c>[rows, Entries]</c>.</param>
/// <param name="Entries">Places of a row's list.</param>
public sealed record SparseLists(int[] Columns, float[] Values, int Entries)
{
    private const int NoColumn = -1;

    /// <summary>The lists of rows that are written out.</summary>
    /// <param name="rows">Numbers, row after row: <c>[rows, columns]</c>.</param>
    /// <param name="columns">How many numbers a row has.</param>
    /// <param name="entries">Places of a row's list, as the input declares them; 0 for as many as the longest needs.</param>
    public static SparseLists Of(ReadOnlySpan<float> rows, int columns, int entries = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rows.Length % columns != 0)
        {
            throw new ArgumentException($"{rows.Length} numbers are no whole rows of {columns}.", nameof(rows));
        }

        (int Column, float Value)[][] lists = new (int, float)[rows.Length / columns][];
        for (int row = 0; row < lists.Length; row++)
        {
            List<(int, float)> list = [];
            for (int column = 0; column < columns; column++)
            {
                if (rows[(row * columns) + column] is var value and not 0)
                {
                    list.Add((column, value));
                }
            }

            lists[row] = [.. list];
        }

        return Of(lists, columns, entries);
    }

    /// <summary>The lists of rows that are given by what is not 0.</summary>
    /// <param name="rows">Of each row its columns, with their values.</param>
    /// <param name="columns">How many numbers a row has.</param>
    /// <param name="entries">Places of a row's list, as the input declares them; 0 for as many as the longest needs.</param>
    public static SparseLists Of(IReadOnlyList<(int Column, float Value)[]> rows, int columns, int entries = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(entries);
        int places = entries > 0 ? entries : rows.Select(r => r.Length).DefaultIfEmpty(0).Max();
        int[] listed = new int[checked(rows.Count * places)];
        float[] values = new float[listed.Length];
        Array.Fill(listed, NoColumn);
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length > places)
            {
                throw new ArgumentException(
                    $"Row {row} has {rows[row].Length} numbers that are not 0, more than the {places} that a list holds; declare the input with more.",
                    nameof(rows));
            }

            foreach (((int column, float value), int place) in rows[row].OrderBy(e => e.Column).Select((e, i) => (e, (row * places) + i)))
            {
                (listed[place], values[place]) = ((uint)column < (uint)columns ? column : throw new ArgumentException(
                    $"Row {row} lists column {column}, but its columns go from 0 to {columns - 1}.", nameof(rows)), value);
            }
        }

        return new SparseLists(listed, values, places);
    }

    /// <summary>The lists of rows given by triples in any order: for each number that is not 0 its row, its column and itself.</summary>
    /// <param name="triples">What is not 0.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many numbers a row has.</param>
    /// <param name="entries">Places of a row's list, as the input declares them; 0 for as many as the longest needs.</param>
    public static SparseLists Of(IEnumerable<(int Row, int Column, float Value)> triples, int rows, int columns, int entries = 0)
    {
        ArgumentNullException.ThrowIfNull(triples);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        List<(int, float)>[] lists = [.. Enumerable.Range(0, rows).Select(_ => new List<(int, float)>())];
        foreach ((int row, int column, float value) in triples)
        {
            if ((uint)row >= (uint)rows)
            {
                throw new ArgumentException($"Row {row} is listed, but rows go from 0 to {rows - 1}.", nameof(triples));
            }

            lists[row].Add((column, value));
        }

        return Of([.. lists.Select(l => l.ToArray())], columns, entries);
    }
}
