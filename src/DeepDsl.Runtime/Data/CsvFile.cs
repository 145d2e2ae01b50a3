using System.Globalization;

namespace DeepDsl;

/// <summary>Reads tables of numbers and categories, with a class or a number as label, from CSV files (plain or gzip).</summary>
public static class CsvFile
{
    /// <summary>
    /// Reads a file of numbers: each column but the label and the ignored ones is a feature. Numbers are in invariant culture (a point, no
    /// thousands). A compressed file that was damaged or cut short is an error. Texts take a <see cref="CsvSchema"/>.
    /// </summary>
    public static Dataset Read(string path, CsvOptions? options = null)
    {
        CsvOptions read = options ?? new CsvOptions();
        if (read.OneHot.Count + read.Indices.Count > 0)
        {
            throw new ArgumentException(
                "CsvOptions.OneHot and Indices name categories, which have to be kept for other files: call CsvSchema.Infer with these options, "
                + "and Read of the schema.", nameof(options));
        }
        return Read(path, read, rows =>
        {
            CsvColumns columns = new(path, read, rows.Names);
            return new CsvEncoder(rows, features: null, columns.Features, new CsvLabels(rows, columns.Label, read.LabelIsNumber, read.ClassNames));
        });
    }

    internal static Dataset Read(string path, CsvOptions options, Func<CsvRows, CsvEncoder> encoder) => Rows(
        path, options, rows => encoder(rows).Read(int.MaxValue) ?? throw NoRows(path));

    internal static T Rows<T>(string path, CsvOptions options, Func<CsvRows, T> read)
    {
        using DataFile file = DataFile.Open(path);
        using StreamReader text = new(file.Stream, leaveOpen: true);
        CsvRows? rows = null;
        return file.Parse(
            () =>
            {
                rows = new CsvRows(text, path, options);
                return read(rows);
            },
            () => WhatWasRead(rows));
    }

    internal static InvalidDataException NoRows(string path) =>
        new($"{path} holds a header but no data. Set CsvOptions.Header = false where the first line is data.");

    internal static string WhatWasRead(CsvRows? rows) => string.Create(CultureInfo.InvariantCulture, $"{rows?.WholeRows ?? 0:N0} rows were");
}
