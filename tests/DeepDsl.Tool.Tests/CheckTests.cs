using System.Text.Json;
using DeepDsl.Tests;
using DeepDsl.Tool.Checking;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Tool.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_sound_model_has_no_finding()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        ToolRun run = ToolRun.In(_folder["."], "check", "Net.cs", "--warnaserror");
        Assert.Equal((0, "", "Net.cs: 0 errors, 0 warnings, 0 for information\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Errors_end_with_1()
    {
        _folder.Write("Net.cs", ToolSources.Wrong);
        ToolRun run = ToolRun.In(_folder["."], "check", "Net.cs");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Net.cs(4,21): error DD2003: Conv2D(4, Kernel = 9) (layer 1)", run.Output, StringComparison.Ordinal);
        Assert.Equal("Net.cs: 1 error, 0 warnings, 0 for information\n", run.Error);
    }

    [Fact]
    public void Warnings_end_with_0_unless_they_count_as_errors()
    {
        _folder.Write("Net.cs", ToolSources.Linear);
        ToolRun run = ToolRun.In(_folder["."], "check", "Net.cs");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("): warning DD3", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, ToolRun.In(_folder["."], "check", "Net.cs", "--warnaserror").ExitCode);
    }

    [Fact]
    public void An_editorconfig_decides_about_severities()
    {
        _folder.Write("Net.cs", ToolSources.Linear);
        string rule = ToolRun.In(_folder["."], "check").Output.Split("warning ")[1].Split(':')[0];
        _folder.Write(".editorconfig", $"root = true\n[*.cs]\ndotnet_diagnostic.{rule}.severity = error\n");
        ToolRun error = ToolRun.In(_folder["."], "check");
        Assert.Equal(1, error.ExitCode);
        Assert.Contains($": error {rule}: ", error.Output, StringComparison.Ordinal);
        _folder.Write(".editorconfig", $"root = true\n[*.cs]\ndotnet_diagnostic.{rule}.severity = none\n");
        Assert.Equal("", ToolRun.Done(_folder["."], "check"));
        _folder.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.DD6101.severity = warning\n"); // off by default
        Assert.Contains($"warning {rule}: ", ToolRun.Done(_folder["."], "check"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_silences_a_rule()
    {
        _folder.Write("Net.cs", ToolSources.Linear);
        string rule = ToolRun.In(_folder["."], "check").Output.Split("warning ")[1].Split(':')[0];
        _folder.Write("Net.cs", $"#pragma warning disable {rule}\n{ToolSources.Linear}");
        Assert.Equal("", ToolRun.Done(_folder["."], "check"));
    }

    [Fact]
    public void A_terminal_shows_severities_in_colours()
    {
        _folder.Write("Net.cs", ToolSources.Linear);
        string plain = ToolRun.OnTerminal(_folder["."], 80, colours: false, "check").Output;
        Assert.Equal(ToolRun.Done(_folder["."], "check"), plain);
        Assert.Equal(
            plain.Replace("warning", "\u001b[33mwarning\u001b[0m", StringComparison.Ordinal),
            ToolRun.OnTerminal(_folder["."], 80, colours: true, "check").Output);
    }

    [Fact]
    public void Calls_of_generated_members_are_checked()
    {
        _folder.Write("Net.cs", ToolSources.Sound + "\npublic static class Use { public static float[] Of(Net net) => net.Predict(new float[63]); }\n");
        ToolRun run = ToolRun.In(_folder["."], "check", "Net.cs");
        Assert.Contains("DD7", run.Output, StringComparison.Ordinal);
        Assert.Contains("64", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_other_libraries_and_unknown_ones_are_errors()
    {
        _folder.Write("Net.cs", "using DeepDsl;\n[Model, Input(4)]\n[Linear(8)]\n[Densely(2)]\npublic partial class Net;\n");
        ToolRun run = ToolRun.In(_folder["."], "check");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Net.cs(3,2): error DD1038: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Net.cs(4,2): error CS0246: The type or namespace name 'Densely' could not be found", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What other generators would add is not there, so nothing is said of code beside declarations.</summary>
    [Fact]
    public void Of_other_code_only_the_syntax_is_judged()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        _folder.Write("Other.cs", "class Other { Generated.Elsewhere _value; }");
        Assert.Equal("", ToolRun.Done(_folder["."], "check"));
        _folder.Write("Other.cs", "class Other { int }");
        Assert.Contains("Other.cs(1,19): error CS1519", ToolRun.In(_folder["."], "check").Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_log_has_rules_and_places()
    {
        Directory.CreateDirectory(_folder["a folder"]);
        _folder.Write("a folder/Net.cs", ToolSources.Wrong);
        _folder.Write("Net.cs", ToolSources.Linear.Replace("Net;", "Linear;", StringComparison.Ordinal));
        Assert.Equal(1, ToolRun.In(_folder["."], "check", "--sarif", "log.sarif").ExitCode);
        string log = File.ReadAllText(_folder["log.sarif"]);
        using JsonDocument parsed = JsonDocument.Parse(log);
        JsonElement run = parsed.RootElement.GetProperty("runs")[0];
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        return Verifier.Verify(log);
    }

    [Fact]
    public void Every_analyzer_is_asked() => Assert.Equal(
        typeof(Analyzers.RuleIds).Assembly.GetTypes().Where(t => t.GetCustomAttributes(typeof(DiagnosticAnalyzerAttribute), false).Length > 0).ToHashSet(),
        CheckRun.Analyzers.Select(a => a.GetType()).ToHashSet());

    public void Dispose() => _folder.Dispose();
}
