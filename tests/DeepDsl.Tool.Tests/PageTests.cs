using System.Text.RegularExpressions;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

/// <summary>The commands on the page write what the page says.</summary>
public sealed class PageTests
{
    [Fact]
    public void Each_output_on_the_page_is_that_of_its_command()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Page")))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }
        File.Copy(Path.Combine(AppContext.BaseDirectory, "reference", "lenet.onnx"), folder["lenet.onnx"]);
        SafetensorsFile.Write(
            folder["net.safetensors"],
            [
                SafetensorsTensor.FromFloats("conv1.weight", [3, 3, 1, 2], [.. Enumerable.Range(0, 18).Select(i => (i - 9) / 32f)]),
                SafetensorsTensor.FromFloats("conv1.bias", [2], [0, float.NaN]),
            ],
            new Dictionary<string, string> { ["note"] = "the last epoch" });
        new Net(seed: 1).SaveWeights(folder["trained.safetensors"]);
        folder.Write("test.csv", string.Join(',', Enumerable.Range(0, 784).Select(i => $"p{i}").Append("digit")) + "\n"
            + string.Concat(Enumerable.Range(0, 20).Select(i => string.Join(',', Enumerable.Repeat("0.5", 784).Append($"{i % 10}")) + "\n")));
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "tool.md"));
        Match[] blocks = [.. Regex.Matches(page, @"^```\n\$ deepdsl (.*)\n((?:.*\n)*?)```", RegexOptions.Multiline).OfType<Match>()];
        Assert.True(blocks.Length >= 5, $"The page has {blocks.Length} commands.");
        Assert.All(blocks, block =>
        {
            ToolRun run = ToolRun.In(folder["."], block.Groups[1].Value.Split(' '));
            Assert.Equal(block.Groups[2].Value, run.Output + run.Error);
        });
    }
}
