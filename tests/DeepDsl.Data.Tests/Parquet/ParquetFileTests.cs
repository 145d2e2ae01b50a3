using System.Diagnostics;
using DeepDsl.Parquet;
using DeepDsl.Tests;
using Parquet;
using Parquet.Schema;

namespace DeepDsl.Data.Tests.Parquet;

/// <summary>A table that Apache's library wrote (tests/reference/parquet_file.cs), against the same rows as a CSV file; and damaged files.</summary>
public sealed class ParquetFileTests : IDisposable
{
    private static readonly string s_table = Reference.Path("passengers.parquet");
    private static readonly string s_same = Reference.Path("passengers.csv");

    private static readonly CsvOptions s_options = new()
    {
        Label = "saved", Ignore = ["deck"], Indices = ["port"], OneHot = ["day"], Missing = MissingCells.Fill, Fill = -1, UnknownPlace = true,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_is_what_it_is_as_a_csv_file()
    {
        CsvSchema schema = ParquetFile.Infer(s_table, s_options);
        CsvSchema same = CsvSchema.Infer(s_same, s_options with { Ignore = [] });
        Assert.Equal(same.FeatureNames, schema.FeatureNames);
        Assert.Contains("name=Ann \"Annie\"", schema.FeatureNames);
        Assert.Equal(["age", "name", "siblings", "fare", "alone", "day", "port"], schema.Features.Select(f => f.Name));
        AssertEqual(same.Read(s_same), ParquetFile.Read(s_table, schema));
        AssertEqual(same.Read(s_same), schema.Read(s_same));
    }

    /// <summary>The table has groups of four rows and of two.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_table_is_read_in_pieces(int rows)
    {
        CsvSchema schema = ParquetFile.Infer(s_table, s_options);
        Dataset[] pieces = [.. ParquetFile.ReadPieces(s_table, schema, rows)];
        Assert.Equal(6, pieces.Sum(p => p.Count));
        Assert.All(pieces[..^1], p => Assert.Equal(rows, p.Count));
        Assert.Equal(ParquetFile.Read(s_table, schema).InputArray(), pieces.SelectMany(p => p.InputArray()));
    }

    [Fact]
    public void Numbers_alone_need_no_schema()
    {
        Dataset data = ParquetFile.Read(s_table, new CsvOptions { Features = ["fare", "siblings"], Label = "saved" });
        Assert.Equal([211.3375f, 0, 0.1f, 1, 1e-30f, -3, 16777217, 9007199254740993, 7.25f, 5, 8, 6], data.InputArray());
        Assert.Equal(["no", "yes"], data.ClassNames);
        Assert.Equal([1, 0, 0, 1, 0, 1], data.LabelArray());
    }

    [Fact]
    public void What_cannot_be_read_says_what_to_do()
    {
        Assert.Equal(
            $"{s_table}: column 'deck' holds lists or records, where numbers, texts or dates can be read. Leave it out through CsvOptions.Ignore or Features.",
            Assert.Throws<InvalidDataException>(() => ParquetFile.Infer(s_table)).Message);
        Assert.StartsWith(
            $"{s_table}, line 3, column 1 ('age'): the cell is empty.",
            Assert.Throws<InvalidDataException>(() => ParquetFile.Read(s_table, new CsvOptions { Features = ["age"], Label = "saved" })).Message);
        Assert.StartsWith(
            $"{s_table}: CsvOptions.Features names 'length', which is not among the columns 'age', 'name',",
            Assert.Throws<InvalidDataException>(() => ParquetFile.Read(s_table, new CsvOptions { Features = ["length"], Label = "saved" })).Message);
        Assert.Equal(
            $"There is no file {_folder["none"]}.", Assert.Throws<FileNotFoundException>(() => ParquetFile.Read(_folder["none"])).Message);
    }

    /// <summary>Every float is itself again, though it was a text on the way.</summary>
    [Fact]
    public async Task Floats_are_what_was_written()
    {
        Random random = new(1);
        float[] floats = [.. Enumerable.Range(0, 2000).Select(_ => BitConverter.Int32BitsToSingle(random.Next())).Where(float.IsFinite)];
        DataField<float> field = new("x");
        using (FileStream file = File.Create(_folder["floats"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), file);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<float>(field, floats.AsMemory());
            group.CompleteValidate();
        }
        Assert.Equal(floats, ParquetFile.Read(_folder["floats"], new CsvOptions { LabelIndex = null }).InputArray());
    }

    /// <summary>
    /// The footer lacks the byte that ends it, which is all the same to nothing else. A sweep, since the thread of the library goes on until
    /// the process ends.
    /// </summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_file_whose_opening_never_ends_is_refused_after_a_while()
    {
        byte[] bytes = File.ReadAllBytes(s_table);
        Assert.Equal(0, bytes[^9]);
        bytes[^9] = 165;
        string path = _folder.Write("endless.parquet", bytes);
        Stopwatch clock = Stopwatch.StartNew();
        string message = Assert.Throws<InvalidDataException>(() => ParquetFile.Read(path)).Message;
        Assert.Contains("what it holds was not found within 10 seconds", message, StringComparison.Ordinal);
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 9, 60);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        const int times = 40;
        byte[] whole = File.ReadAllBytes(s_table);
        CsvSchema schema = ParquetFile.Infer(s_table, s_options);
        Random random = new(2);
        string path = _folder["damaged.parquet"];
        int refused = 0;
        for (int i = 0; i < times; i++)
        {
            byte[] bytes = i % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int change = 0; change < i % 4 && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            _folder.Write("damaged.parquet", bytes);
            try
            {
                ParquetFile.Read(path, schema);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith(path, e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, times / 4, times);
    }

    private static void AssertEqual(Dataset expected, Dataset found)
    {
        Assert.Equal(expected.InputArray(), found.InputArray());
        Assert.Equal(expected.Inputs[1].Ints, found.Inputs[1].Ints);
        Assert.Equal(expected.LabelArray(), found.LabelArray());
        Assert.Equal(expected.ClassNames, found.ClassNames);
    }
}
