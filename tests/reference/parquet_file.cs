#:package ParquetSharp@25.0.1.2
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
// A table as Apache's own library writes it, through ParquetSharp: dotnet run tests/reference/parquet_file.cs writes passengers.parquet beside
// itself. passengers.csv holds the same rows, written by hand.
using System.Runtime.CompilerServices;
using ParquetSharp;

string path = Path.Combine(Folder(), "passengers.parquet");
Column[] columns =
[
    new Column<double?>("age"), new Column<string>("name"), new Column<long>("siblings"), new Column<float>("fare"), new Column<bool?>("alone"),
    new Column<Date>("day"), new Column<string>("port"), new Column<int[]>("deck"), new Column<string>("saved"),
];
using ParquetFileWriter writer = new(path, columns, Compression.Zstd);
Write(
    [29.5, null, 2, double.NaN], ["Allen, Miss", "Ann \"Annie\"", "", "Zo\u00EB"], [0, 1, -3, 9007199254740993], [211.3375f, 0.1f, 1e-30f, 16777217],
    [true, null, false, true], [18000, 18001, 18000, 18001], ["S", "C", null, "C"], ["yes", "no", "no", "yes"]);
Write([100000, 41], ["a\nb", "c,d"], [5, 6], [7.25f, 8], [false, false], [18000, 18000], ["S", "S"], ["no", "yes"]);
writer.Close();

void Write(double?[] age, string[] name, long[] siblings, float[] fare, bool?[] alone, int[] day, string?[] port, string[] saved)
{
    using RowGroupWriter group = writer.AppendRowGroup();
    Put(age);
    Put(name);
    Put(siblings);
    Put(fare);
    Put(alone);
    Put(Array.ConvertAll(day, d => new Date(d)));
    Put(port);
    Put(Array.ConvertAll(name, n => new[] { n.Length }));
    Put(saved);
    void Put<T>(T[] values)
    {
        using LogicalColumnWriter<T> column = group.NextColumn().LogicalWriter<T>();
        column.WriteBatch(values);
    }
}

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
