using System.Globalization;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class SummaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task The_table_of_a_sound_model_with_a_block()
    {
        _folder.Write("Goods.cs", ToolSources.Residual);
        return Verifier.Verify(ToolRun.Done(_folder["."], "summary", "Goods.cs"));
    }

    [Fact]
    public void Each_model_of_a_folder_has_a_table_and_one_may_be_chosen()
    {
        _folder.Write("Goods.cs", ToolSources.Residual);
        _folder.Write("Net.cs", ToolSources.Sound);
        Directory.CreateDirectory(_folder["obj"]);
        _folder.Write("obj/Old.cs", ToolSources.Wrong);
        string both = ToolRun.Done(_folder["."], "summary");
        Assert.Equal(2, both.Split("layer ").Length - 1);
        string one = ToolRun.Done(_folder["."], "summary", "--model", "Shop.Goods");
        Assert.StartsWith(one, both, StringComparison.Ordinal);
        Assert.Equal(one, ToolRun.Done(_folder["."], "summary", "-m", "Goods"));
    }

    [Fact]
    public void What_is_known_of_a_wrong_model_is_shown_with_the_reason()
    {
        _folder.Write("Net.cs", ToolSources.Wrong);
        ToolRun run = ToolRun.In(_folder["."], "summary");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[8, 8, 1]", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("Net.cs(5): Net is wrong, so some of its layers are missing: Conv2D(4, Kernel = 9) (layer 1)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        string here = ToolRun.Done(_folder["."], "summary");
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(here, ToolRun.Done(_folder["."], "summary"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public Task A_narrow_terminal_wraps_cells()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        ToolRun run = ToolRun.OnTerminal(_folder["."], 80, colours: false, "summary");
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        return Verifier.Verify(run.Output);
    }

    [Fact]
    public void Colours_are_for_terminals_that_want_them()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        Assert.Contains("\u001b[", ToolRun.OnTerminal(_folder["."], 200, colours: true, "summary").Output, StringComparison.Ordinal);
        string plain = ToolRun.OnTerminal(_folder["."], 200, colours: false, "summary").Output;
        Assert.Equal(ToolRun.Done(_folder["."], "summary"), plain);
    }

    [Fact]
    public void A_file_may_be_a_program_by_itself()
    {
        _folder.Write("app.cs", "#!/usr/bin/env dotnet\n#:package DeepDsl@0.1.0\n" + ToolSources.Sound.Replace("using DeepDsl;", """
            using DeepDsl;
            Console.WriteLine(new Net().ToString() + Path.GetTempPath());
            """, StringComparison.Ordinal));
        Assert.StartsWith("Net\n", ToolRun.Done(_folder["."], "summary", "app.cs"), StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.In(_folder["."], "check", "app.cs", "--warnaserror").ExitCode);
    }

    [Fact]
    public void Ready_models_are_known_without_a_project()
    {
        _folder.Write("Net.cs", "using DeepDsl; using DeepDsl.Models; [Model, Input(32, 32, 3), ResNet18(Classes = 10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");
        Assert.Contains("resNet181.", ToolRun.Done(_folder["."], "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said_in_a_sentence()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        _folder.Write("Other.cs", "class Other;");
        _folder.Write("All.sln", "");
        _folder.Write("data.csv", "");
        Directory.CreateDirectory(_folder["empty"]);
        string folder = _folder["."];
        Assert.Equal("Net.cs has no model 'Nets'. Did you mean 'Net'? It has Net.", ToolRun.Refused(folder, "summary", "Net.cs", "-m", "Nets"));
        Assert.Equal("Other.cs has no model: no class in it is marked [Model].", ToolRun.Refused(folder, "summary", "Other.cs"));
        Assert.Equal("Nets.cs does not exist. Name a project, a folder, or a file of C#.", ToolRun.Refused(folder, "summary", "Nets.cs"));
        Assert.Equal("All.sln is a solution. Name one of its projects, such as src/App/App.csproj.", ToolRun.Refused(folder, "summary", "All.sln"));
        Assert.Equal(
            "data.csv is neither a project (.csproj), nor a file of C# (.cs), nor a folder.", ToolRun.Refused(folder, "summary", "data.csv"));
        Assert.EndsWith("empty has neither a project nor a file of C#. Name one of either.", ToolRun.Refused(folder, "summary", "empty"), StringComparison.Ordinal);
        Assert.Equal("There is no option --modal. See deepdsl summary --help.", ToolRun.Refused(folder, "summary", "--modal", "Net"));
        Assert.Equal("There is no command sumary. See deepdsl --help.", ToolRun.Refused(folder, "sumary"));
        Assert.Equal("Other.cs is one argument too many. See deepdsl summary --help.", ToolRun.Refused(folder, "summary", "Net.cs", "Other.cs"));
        Assert.Equal("Required command was not provided. See deepdsl --help.", ToolRun.Refused(folder));
    }

    public void Dispose() => _folder.Dispose();
}
