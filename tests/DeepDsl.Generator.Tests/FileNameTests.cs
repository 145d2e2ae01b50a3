using System.Text;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests;

/// <summary>Generated files are named after their types, as long as the file system can hold and tell the names.</summary>
public sealed class FileNameTests
{
    private const int MostBytes = 255;

    private const string Model = "[DeepDsl.Model, DeepDsl.Input(2), DeepDsl.Dense(1)]";

    private static IEnumerable<string> Names(string source) =>
        GeneratorRun.Of(source).Compiles().Files.Keys.Where(f => !f.Contains("Tiles", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [Fact]
    public void Ordinary_names_stay_as_they_are() => Assert.Equal(
        ["My.Outer-1.Net.Programs.deepdsl.g.cs", "My.Outer-1.Net.deepdsl.g.cs"],
        Names($"namespace My {{ partial class Outer<T> {{ {Model} partial class Net; }} }}"));

    [Fact]
    public void Keywords_are_written_without_their_sign() => Assert.Equal(
        ["class.event.Programs.deepdsl.g.cs", "class.event.deepdsl.g.cs"], Names($"namespace @class {{ {Model} partial class @event; }}"));

    [Theory]
    [InlineData("a", 400)]
    [InlineData("数", 200)]
    [InlineData("é", 250)]
    public void Long_names_are_cut_and_marked(string letter, int count)
    {
        string name = string.Concat(Enumerable.Repeat(letter, count));
        string[] files = [.. Names($"{Model} partial class {name}1; {Model} partial class {name}x; {Model} partial class {name}X;")];
        Assert.Equal(6, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, f => Assert.InRange(Encoding.UTF8.GetByteCount(f), 1, MostBytes));
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_marked_and_others_are_not()
    {
        string[] files = [.. Names($"{Model} partial class Net; {Model} partial class net; {Model} partial class Other;")];
        Assert.Equal(6, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(2, files.Count(f => f.StartsWith("Net-", StringComparison.Ordinal)));
        Assert.Equal(2, files.Count(f => f.StartsWith("net-", StringComparison.Ordinal)));
        Assert.Contains("Other.deepdsl.g.cs", files);
    }

    /// <summary>A twin that appears changes the names of the two, and compiles nothing again.</summary>
    [Fact]
    public void A_twin_compiles_no_other_model()
    {
        GeneratorRun run = GeneratorRun.Of($"{Model} partial class Net;", $"{Model} partial class Other;");
        CSharpCompilation edited = run.Edit("File1.cs", text => text.Replace("Other", "net"));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            run.Reasons(edited, TrackingNames.CompiledModels).OrderByDescending(r => r == IncrementalStepRunReason.Modified));
    }
}
