using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>Fixes without an editor: dotnet format finds rules and fixes in the package, and mends what the pages of the rules show.</summary>
[Collection(PackedCollection.Name)]
public sealed class HeadlessFixTests(PackageFixture package)
{
    /// <summary>Of each analyzer with a way of its own to report or to mend.</summary>
    private static readonly string[] s_rules = ["DD1009", "DD2003", "DD2013", "DD3005", "DD3015", "DD4004", "DD5001", "DD6002", "DD7002"];

    /// <summary>What is found where a block is used, and mended in the file of the block.</summary>
    private static readonly (string Name, string Text)[] s_blocks =
    [
        ("Stage.cs", "using DeepDsl;\nnamespace Blocks;\n[Block]\n[Conv2D(8, Kernel = 3, Padding = Padding.Same), BatchNorm, ReLU]\npublic partial class Stage;\n"),
        ("Uses.cs", "using DeepDsl;\nnamespace Blocks;\n[Model, Input(8, 8, 3)]\n[Stage(Repeat = 2)]\n[GlobalAvgPool2D, Dense(4)]\npublic partial class Net;\n"),
    ];

    [Fact, Trait("Category", "Sweep")]
    public void Dotnet_format_mends_the_examples_of_the_pages()
    {
        Consumer consumer = new(package, "faults", "<ErrorLog>$(MSBuildProjectDirectory)/log.sarif,version=2.1</ErrorLog>");
        foreach (string id in s_rules)
        {
            consumer.Write($"{id}.cs", $"using DeepDsl;\nnamespace {id};\n{Example(id)}");
        }

        foreach ((string name, string text) in s_blocks)
        {
            consumer.Write(name, text);
        }

        consumer.Run("restore");
        consumer.Run("format", "analyzers", "--severity", "info", "--no-restore");
        consumer.Run("build", "--no-restore", "-warnaserror");

        Assert.DoesNotContain(Found(consumer), s_rules.Append("DD3016").Contains);
        Assert.Contains("Bias = false", File.ReadAllText(Path.Combine(consumer.Folder, "Stage.cs")), StringComparison.Ordinal);
        Assert.All(s_rules, id => Assert.DoesNotContain(Example(id), File.ReadAllText(Path.Combine(consumer.Folder, $"{id}.cs")), StringComparison.Ordinal));
    }

    private static string Example(string id)
    {
        string page = File.ReadAllText(Path.Combine(Dotnet.Known("RepositoryRoot"), "docs", "rules", $"{id}.md"));
        return Regex.Match(page, "## Example\n```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    /// <summary>The rules that the last build reported, infos among them.</summary>
    private static string[] Found(Consumer consumer)
    {
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(Path.Combine(consumer.Folder, "log.sarif")));
        return [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ruleId").GetString()!)];
    }
}
