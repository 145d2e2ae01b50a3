using System.Globalization;
using DeepDsl.Report;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Net _net = new(seed: 5);

    public ReportTests()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Page", "Net.cs"), _folder["Net.cs"]);
        _net.SaveWeights(_folder["net.safetensors"]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Of ten classes the file has two, neither of them the first.</summary>
    [Fact]
    public void The_page_is_that_of_a_program()
    {
        Random random = new(3);
        IEnumerable<string> rows = Enumerable.Range(0, 12).Select(i => string.Join(
            ',', Enumerable.Range(0, 28 * 28).Select(_ => random.NextSingle().ToString("R", CultureInfo.InvariantCulture))
                .Append(i % 2 == 0 ? "7" : "4")));
        string header = string.Join(',', Enumerable.Range(0, 28 * 28).Select(i => $"p{i}").Append("digit"));
        _folder.Write("test.csv", string.Join('\n', rows.Prepend(header)));

        string said = ToolRun.Done(
            _folder["."], "report", "--weights", "net.safetensors", "--data", "test.csv", "--label", "digit", "--out", "net.html");
        Assert.Equal("net.html: Net on 12 samples\n", said);
        string expected = _net.Report(test: CsvFile.Read(_folder["test.csv"])).Html;
        Assert.Equal(expected, File.ReadAllText(_folder["net.html"]));
    }

    [Fact]
    public void Without_data_the_page_has_what_is_known_of_the_model()
    {
        ToolRun.Done(_folder["."], "report", "--weights", "net.safetensors", "--out", "net.html", "--title", "Run 12");
        Assert.Equal(
            _net.Report(options: new ReportOptions { Title = "Run 12" }).Html, File.ReadAllText(_folder["net.html"]));
    }

    [Fact]
    public void Labels_that_have_no_number_are_not_guessed()
    {
        string names = string.Join(',', Enumerable.Range(0, 28 * 28).Select(i => $"p{i}"));
        _folder.Write("test.csv", $"{names},kind\n{string.Join(',', new int[28 * 28])},boot\n");
        Assert.Contains(
            "the label 'boot' is not a whole number from 0 on",
            ToolRun.Refused(_folder["."], "report", "--weights", "net.safetensors", "--data", "test.csv", "--out", "net.html"),
            StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["net.html"]));
        Assert.Contains(
            " are read by DeepDsl.Images, which the project does not reference. Add it by dotnet add package DeepDsl.Images.",
            ToolRun.Refused(_folder["."], "report", "--weights", "net.safetensors", "--data", ".", "--out", "net.html"),
            StringComparison.Ordinal);
    }
}
