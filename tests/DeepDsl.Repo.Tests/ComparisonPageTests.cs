using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Repo.Tests;

/// <summary>What docs/comparison.md says of the programs in benchmarks/comparison.</summary>
public sealed class ComparisonPageTests
{
    private static readonly string s_page = Repository.Read("docs/comparison.md");

    [Theory]
    [InlineData("WithDeepDsl.cs")]
    [InlineData("WithTorchSharp.cs")]
    [InlineData("WithMlNet.cs")]
    [InlineData("with_pytorch.py")]
    public void Lines_are_those_of_the_program(string file)
    {
        int lines = Repository.Read($"benchmarks/comparison/{file}").Split('\n').Count(l => l.Trim() is not "" && !Regex.IsMatch(l, "^\\s*(//|#|\"\"\")"));
        Assert.Matches($@"comparison/{Regex.Escape(file)}\) \|[^|]*\| {lines} \|", s_page);
    }

    [Fact]
    public void The_message_is_what_the_analyzer_says()
    {
        string program = Repository.Read("benchmarks/comparison/WithDeepDsl.cs");
        string model = "using DeepDsl;\n" + program[program.IndexOf("[Model", StringComparison.Ordinal)..];
        Assert.DoesNotContain(RuleTest.Diagnostics(Sources.Compile(model)), d => d.Severity >= DiagnosticSeverity.Warning);

        string broken = model.Replace("Flatten, ", "", StringComparison.Ordinal);
        Diagnostic error = Assert.Single(RuleTest.Diagnostics(Sources.Compile(broken)), d => d.Severity == DiagnosticSeverity.Error);
        string message = $"{error.Id}: {error.GetMessage()}";
        Assert.True(Regex.Replace(s_page, @"\s+", " ").Contains(message, StringComparison.Ordinal), $"The page lacks:\n{message}");
    }
}
