using System.Globalization;
using DeepDsl.Report;
using DeepDsl.Tests;
using DeepDsl.Tool.Host;

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

    /// <summary>Those of a file are numbered by the option, and the page calls them so.</summary>
    [Fact]
    public void Classes_of_the_command_are_those_of_the_page()
    {
        const string Names = "t-shirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,boot";
        string header = string.Join(',', Enumerable.Range(0, 28 * 28).Select(i => $"p{i}").Append("kind"));
        string row = string.Join(',', Enumerable.Repeat("0.5", 28 * 28));
        _folder.Write("test.csv", $"{header}\n{row},boot\n{row},bag\n");
        string[] report = ["report", "--weights", "net.safetensors", "--data", "test.csv", "--out", "net.html"];
        ToolRun.Done(_folder["."], [.. report, "--classes", Names]);
        CsvOptions options = new() { ClassNames = Names.Split(',') };
        string expected = _net.Report(
            test: CsvFile.Read(_folder["test.csv"], options), options: new ReportOptions { ClassNames = Names.Split(',') }).Html;
        Assert.Equal(expected, File.ReadAllText(_folder["net.html"]));
        Assert.Equal(
            "--classes has 2 names, and Net tells 10 classes apart. Name each of them, in order.",
            ToolRun.Refused(_folder["."], [.. report, "--classes", "bag,boot"]));
    }

    [Theory]
    [InlineData("Cat,Dog,Cow", "")]
    [InlineData("chat,chien,vache", "")]
    [InlineData("cow,dog,cat", "Cat is class 0")]
    [InlineData("Dog,chien,vache", "Dog is class 1")]
    public void Classes_in_another_order_than_the_model_has_would_count_wrongly(string classes, string moved)
    {
        string[] names = classes.Split(',');
        _folder.Write("test.csv", $"a,b,kind\n1,2,{names[2]}\n3,4,{names[0]}\n");
        ReportData data = new(new Animals(seed: 1).Definition, names);
        string said = "", expected = moved.Length == 0 ? "" : $"Animals knows its classes as Cat,Dog,Cow, so {moved}, and --classes has it elsewhere. "
            + "Give them in that order, or leave --classes out.";
        try
        {
            Assert.Equal(2, data.Read(_folder["test.csv"], label: null).Count);
        }
        catch (ArgumentException e)
        {
            said = e.Message;
        }
        Assert.Equal(expected, said);
    }

    [Theory]
    [InlineData("--classes a,b", "--classes is of test data, of which there are none. Name some by --data, or leave --classes out.")]
    [InlineData("--label kind --classes a,b", "--label is of test data, of which there are none. Name some by --data, or leave --label out.")]
    [InlineData("--label kind --data .", "--label is a column of a CSV file, but . is a folder, whose folders are the labels. Leave --label out.")]
    [InlineData("--classes a,b,a --data .", "--classes 'a,b,a' has a name twice. Give each class one of its own.")]
    [InlineData("--classes a,,b --data .", "--classes 'a,,b' has an empty name. Write cat,dog.")]
    public void What_an_option_would_not_change_is_said(string arguments, string sentence) => Assert.Equal(
        sentence, ToolRun.Refused(_folder["."], ["report", "--weights", "net.safetensors", "--out", "net.html", .. arguments.Split(' ')]));

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
