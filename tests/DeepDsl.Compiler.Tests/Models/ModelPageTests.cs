using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>The numbers of docs/models.md.</summary>
public sealed class ModelPageTests
{
    private static readonly Match[] s_rows = Regex.Matches(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "models.md")),
        @"^\| `(?<block>\w+)` \| (?<input>[^|]+) \| (?<numbers>[^|]+ \| [^|]+) \|", RegexOptions.Multiline).ToArray();

    [Fact]
    public void Sizes_are_those_of_the_models() => Assert.Equal(
        s_rows.Select(row => Numbers(row.Groups["block"].Value, row.Groups["input"].Value)),
        s_rows.Select(row => $"{row.Groups["block"].Value}: {row.Groups["numbers"].Value}"));

    [Fact]
    public void Every_model_is_listed() => Assert.Equal(
        ReferenceFile.Read("models.json").GetProperty("sizes").EnumerateObject().Select(m => m.Name)
            .Where(name => !name.EndsWith("Auxiliary", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        s_rows.Select(row => row.Groups["block"].Value).Order(StringComparer.Ordinal));

    private static string Numbers(string block, string input)
    {
        string shapes = input.Replace(" tokens", "", StringComparison.Ordinal);
        int[][] inputs = [.. shapes.Split(" and ").Select(shape => shape.Split('x').Select(int.Parse).ToArray())];
        ModelGraph model = ReadyModel.Build(block, "", inputs, ofTokens: shapes != input);
        return string.Create(CultureInfo.InvariantCulture, $"{block}: {model.ParameterCount:N0} | {model.Macs / 1e6:N1}");
    }
}
