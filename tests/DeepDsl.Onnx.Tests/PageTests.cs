using DeepDsl.Tests;
using Microsoft.ML.OnnxRuntime;

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

        OnnxGraph graph = GraphExport.Run("Animals", new ExportedGraph(SavedModel.Of(net).Inference), 17, new NetworkWeights(net).Of);
        HashSet<string> tensors = [.. graph.Tensors.Select(t => t.Name)];
        string nodes = string.Concat(
            graph.Nodes.Select(n => $"{n.Operator,-20} {n.Name} of {string.Join(", ", n.Inputs.Except(tensors))}\n"));
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md")).ReplaceLineEndings("\n");
        string shown = $"<!-- operators of Animals -->\n```\n{nodes}```\n";
        Assert.True(page.Contains(shown, StringComparison.Ordinal), $"The page lacks:\n{nodes}");
    }

    [Fact]
    public void The_file_says_what_the_model_says()
    {
        string file = _folder["net.onnx"];
        Animals net = new(seed: 3);
        net.SaveOnnx(file);
        float[] pixels = [.. Enumerable.Range(0, 2 * 16 * 16 * 3).Select(i => i % 29 / 29f)];

        // <run>
        using InferenceSession session = new(file);
        using OrtValue images = OrtValue.CreateTensorValueFromMemory(pixels, [2, 16, 16, 3]);
        using RunOptions options = new();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["image"] = images }, ["dense1"]);
        ReadOnlySpan<float> scores = outputs[0].GetTensorDataAsSpan<float>();
        // </run>

        float[] expected = net.PredictBatch(pixels);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], scores[i], 1e-5f);
        }
    }
}
