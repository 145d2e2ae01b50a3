using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Reads records from CSV files: each member from the column of its name.</summary>
internal static class RecordReader
{
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="type">The name of the records' type.</param>
    /// <param name="members">What is read.</param>
    /// <param name="create">Makes a record of a row.</param>
    public static T[] Read<T>(
        string path, CsvOptions options, string type, IReadOnlyList<RecordMember> members, Func<RecordCells, T> create)
    {
        CsvOptions asWritten = new()
        {
            Header = options.Header, SkipLines = options.SkipLines, Separator = options.Separator, MissingTexts = options.MissingTexts,
        };
        if (options != asWritten)
        {
            throw new ArgumentException(
                $"{type} says which columns are read, and how; of CsvOptions give Header, SkipLines, Separator and MissingTexts alone.", nameof(options));
        }
        return CsvFile.Rows(path, options, rows =>
        {
            RecordCells cells = new(rows, Places(path, options, type, rows.Names, members), members);
            List<T> records = [];
            while (rows.Next())
            {
                records.Add(create(cells));
            }
            return records.Count > 0 ? records.ToArray() : throw CsvFile.NoRows(path);
        });
    }

    private static int[] Places(
        string path, CsvOptions options, string type, string[] names, IReadOnlyList<RecordMember> members)
    {
        int[] places = [.. members.Select(m => m.Column.Length == 0 ? -1 : Find(path, names, m.Column))];
        string[] missing = [.. members.Where((m, i) => m.Column.Length > 0 && places[i] < 0 && !m.MayLack).Select(m => m.Column)];
        return missing.Length == 0 ? places : throw new InvalidDataException(
            $"{path} has no column {Listing.Quoted(missing)}, which {type} reads; its columns are {Listing.Quoted(names)}. "
            + $"[Column(\"...\")] names the column of a member. {(options.Header ? "Does the first line hold names?" : $"Is the separator '{options.Separator}'?")}");
    }

    /// <summary>A column of the name, or the only one whose name has the same letters and digits: bill_length_mm is BillLengthMm.</summary>
    private static int Find(string path, string[] names, string column)
    {
        int[] found = [.. Enumerable.Range(0, names.Length).Where(i => names[i] == column)];
        found = found.Length > 0 ? found : [.. Enumerable.Range(0, names.Length).Where(i => Plain(names[i]) == Plain(column))];
        return found.Length <= 1 ? found.FirstOrDefault(-1)
            : throw new InvalidDataException(
                $"{path}: several columns could be '{Listing.Short(column)}': {Listing.Quoted([.. found.Select(i => names[i])])}. Rename all but one, or name "
                + "the one that is meant by [Column(\"...\")].");
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
