using DeepDsl.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>What docs/onnx.md shows.</summary>
public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_lists_the_nodes_of_the_file()
    {
        string file = _folder["net.onnx"];

        // <save>
        Animals net = new(seed: 3);
        net.SaveOnnx(file);
        // </save>

        OnnxGraph graph = GraphExport.Run("Animals", DeclaredGraph.Of(net), 17, new NetworkWeights(net).Of);
        string nodes = string.Concat(graph.Nodes.Select(n => $"{n.Operator,-20} {n.Name} <- {string.Join(", ", n.Inputs)}\n"));
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains($"<!-- operators of Animals -->\n```\n{nodes}```\n", StringComparison.Ordinal), $"The page lacks:\n{nodes}");
    }
}
