using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>What a file can cost: time and memory in proportion to its size, messages of bounded length.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const int Many = 20_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The error's message, and what it cost in bytes.</summary>
    private static (string Message, long Bytes) Cost(Action load)
    {
        Stopwatch clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InvalidDataException>(load).Message;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        Assert.InRange(message.Length, 1, 4000);
        return (message, bytes);
    }

    public static TheoryData<string> Quotes => new("a,\"", "a,b\n1,\"", "a,b\n1,x\n1,\"");

    [Theory]
    [MemberData(nameof(Quotes))]
    public void An_unclosed_quote_costs_no_more_than_the_file(string start)
    {
        StringBuilder text = new(start);
        while (text.Length < 500_000)
        {
            text.Append("1.5,red\n");
        }
        string path = _folder.Write("data.csv", text.ToString());
        (string message, long bytes) = Cost(() => CsvFile.Read(path));
        int line = start.Count(c => c == '\n') + 1;
        Assert.Equal($"{path}, line {line}, column 2: a quoted field is never closed. Add the closing quote.", message);
        Assert.InRange(bytes, 0, 16 * text.Length);
    }

    [Fact]
    public void The_line_of_an_unclosed_quote_is_where_it_opens_not_where_its_row_begins()
    {
        string path = _folder.Write("data.csv", "a,b\n\"1\n\n\",\"2\n3\n");
        Assert.Equal(
            $"{path}, line 4, column 2: a quoted field is never closed. Add the closing quote.",
            Assert.Throws<InvalidDataException>(() => CsvFile.Read(path)).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_line_of_nothing_but_separators_costs_a_bounded_multiple_of_itself(bool header)
    {
        string path = _folder.Write("data.csv", new string(',', 500_000));
        (_, long bytes) = Cost(() => CsvFile.Read(path, new() { Header = header }));
        Assert.InRange(bytes, 0, 100 * 500_000);
    }

    [Fact]
    public void A_small_compressed_file_that_unpacks_to_an_endless_row_is_refused_early()
    {
        string path = _folder["data.csv.gz"];
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Optimal))
        {
            byte[] block = Enumerable.Repeat((byte)'1', 1 << 20).ToArray();
            for (int i = 0; i < 100; i++)
            {
                gzip.Write(block);
            }
        }
        (string message, long bytes) = Cost(() => CsvFile.Read(path));
        Assert.StartsWith($"{path}, line 1: the row has more than 67,108,864 characters.", message, StringComparison.Ordinal);
        Assert.InRange(bytes, 0, 600 << 20);
    }

    private string Checkpoint(Func<int, SafetensorsTensor> more)
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(FitData.Make(20), new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        SafetensorsFile.Write(_folder["c"], file.Tensors.Values.Concat(Enumerable.Range(0, Many).Select(more)), file.Metadata);
        return _folder["c"];
    }

    [Theory]
    [InlineData("deepdsl.checkpoint")]
    [InlineData("optimizer")]
    [InlineData("spec")]
    public void Long_texts_of_a_checkpoint_give_a_short_message(string key)
    {
        TinyClassifier net = new(seed: 1);
        net.SaveCheckpoint(_folder["c"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        Dictionary<string, string> metadata = new(file.Metadata) { [key] = new string('9', 300_000) };
        SafetensorsFile.Write(_folder["c"], file.Tensors.Values, metadata);
        Cost(() => net.LoadCheckpoint(_folder["c"]));
    }

    [Fact]
    public void Tensors_of_callbacks_cost_in_proportion_to_their_number()
    {
        string path = Checkpoint(i => SafetensorsTensor.FromFloats($"fit.callback.0.t{i}", [1], [i]));
        TinyClassifier net = new(seed: 2);
        Stopwatch clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = Record.Exception(() => net.LoadCheckpoint(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * new FileInfo(path).Length);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void A_message_names_ten_of_many_unknown_tensors()
    {
        SafetensorsFile.Write(
            _folder["w"], Enumerable.Range(0, Many).Select(i => SafetensorsTensor.FromFloats($"encoder.layer{i:00000}.weight", [1], [i])));
        TinyClassifier net = new(seed: 2);
        (string message, _) = Cost(() => net.LoadWeights(_folder["w"]));
        Assert.Contains(
            "'encoder.layer00008.weight', 'encoder.layer00009.weight' and 19,990 more", message, StringComparison.Ordinal);
        LoadReport report = net.LoadWeights(_folder["w"], strict: false);
        Assert.Equal(Many, report.Skipped.Count);
        Assert.EndsWith("encoder.layer00009.weight and 19,990 more", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000, 1)]
    [InlineData(2_000, 500)]
    public void Long_names_are_cut_and_their_likeness_costs_little(int length, int count)
    {
        string name = new('n', length);
        SafetensorsFile.Write(
            _folder["w"], Enumerable.Range(0, count).Select(i => SafetensorsTensor.FromFloats($"dense1.weight{name}{i}", [1], [i])));
        (_, long bytes) = Cost(() => new TinyClassifier(seed: 2).LoadWeights(_folder["w"]));
        Assert.InRange(bytes, 0, 32 * new FileInfo(_folder["w"]).Length);
    }

    [Theory]
    [InlineData("{\"NAME\":1}")]
    [InlineData("{\"NAME\":{}}")]
    [InlineData("{\"NAME\":{\"dtype\":\"NAME\"}}")]
    [InlineData("{\"NAME\":{\"NAME\":1}}")]
    [InlineData("{\"NAME\":{\"shape\":[-1]}}")]
    [InlineData("{\"NAME\":{\"dtype\":\"F32\",\"shape\":[ONES1],\"data_offsets\":[0,5]}}")]
    [InlineData("{\"NAME\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}")]
    [InlineData("{\"__metadata__\":{\"NAME\":1}}")]
    [InlineData("{\"__metadata__\":{\"NAME\":\"\",\"NAME\":\"\"}}")]
    [InlineData("{\"a\":NAME}")]
    [InlineData("[ONES1]")]
    public void A_hostile_header_gives_a_short_message_and_costs_little(string header)
    {
        string json = header
            .Replace("NAME", new string('m', 300_000), StringComparison.Ordinal)
            .Replace("ONES", string.Concat(Enumerable.Repeat("1,", 150_000)), StringComparison.Ordinal);
        byte[] bytes = [.. BitConverter.GetBytes((long)json.Length), .. Encoding.UTF8.GetBytes(json)];
        string path = _folder.Write("w", bytes);
        (_, long cost) = Cost(() => SafetensorsFile.Read(path));
        Assert.InRange(cost, 0, 32L * bytes.Length);
    }

    [Fact]
    public void A_message_names_ten_of_many_columns_and_classes()
    {
        string columns = string.Join(',', Enumerable.Range(0, Many).Select(i => $"c{i}"));
        string path = _folder.Write("data.csv", $"{columns}\n");
        Assert.EndsWith("'c9' and 19,990 more.", Cost(() => CsvFile.Read(path, new() { Label = "x" })).Message, StringComparison.Ordinal);
        string[] names = [.. Enumerable.Range(0, Many).Select(i => $"c{i}")];
        path = _folder.Write("data.csv", $"a,b\n1,{new string('z', 100_000)}\n");
        Assert.EndsWith(
            "('c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9' and 19,990 more).",
            Cost(() => CsvFile.Read(path, new() { ClassNames = names })).Message,
            StringComparison.Ordinal);
    }
}
