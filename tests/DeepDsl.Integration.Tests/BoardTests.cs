using System.Text.Json;
using DeepDsl.Tests.Boards;

namespace DeepDsl.Integration.Tests;

/// <summary>The layers of compiled models on the graph page of a TensorBoard.</summary>
public sealed class BoardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-board-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PythonFact]
    public void A_chain_of_layers_reads_one_another() => Assert.Equal(
        [
            "input Input [-1, 14, 12, 1] <", "conv1 Conv2D [-1, 10, 8, 4] < input", "maxPool1 MaxPool2D [-1, 5, 4, 4] < conv1",
            "conv2 Conv2D [-1, 4, 3, 6] < maxPool1", "flatten1 Flatten [-1, 72] < conv2", "dense1 Dense [-1, 10] < flatten1",
            "dense2 Dense [-1, 5] < dense1",
        ],
        Nodes(new TorchLeNet()));

    [PythonFact]
    public void Branches_and_sums_are_as_declared() => Assert.Equal(
        [
            "image Input [-1, 5, 4, 2] <", "features Input [-1, 4] <", "dense1 Dense [-1, 24] < features", "conv1 Conv2D [-1, 4, 3, 2] < image",
            "flatten1 Flatten [-1, 24] < conv1", "sum Add [-1, 24] < flatten1, dense1", "conv2 Conv2D [-1, 2, 2, 5] < image",
            "second Flatten [-1, 20] < conv2", "concat1 Concat [-1, 48] < sum, features, second", "dense2 Dense [-1, 6] < concat1",
        ],
        Nodes(new TorchTowers()));

    [PythonFact]
    public void Blocks_are_groups_and_states_lead_from_layer_to_layer()
    {
        Assert.Contains(
            "basicBlock1/shortcut1 Shortcut [-1, 7, 6, 4] < basicBlock1/batchNorm2, basicBlock1/x", Nodes(new TorchResidual()));
        Assert.Contains("decoder LSTM [-1, 4, 6] < target, encoder", Nodes(new TorchTranslation()));
    }

    private string[] Nodes(Network network)
    {
        using EventFile file = new(_folder);
        file.AddGraph(network);
        JsonElement graph = EventReader.Read(_folder).Single(e => e.TryGetProperty("graph", out _)).GetProperty("graph");
        File.Delete(file.Path);
        return [.. graph.GetProperty("node").EnumerateArray().Select(node =>
        {
            IEnumerable<string?> inputs = node.TryGetProperty("input", out JsonElement read) ? read.EnumerateArray().Select(i => i.GetString()) : [];
            JsonElement shapes = node.GetProperty("attr").EnumerateArray().Single(a => a.GetProperty("key").GetString() == "_output_shapes");
            IEnumerable<long> sizes = shapes.GetProperty("value").GetProperty("shapes").GetProperty("shape")[0].GetProperty("dim")
                .EnumerateArray().Select(d => d.GetProperty("size").GetInt64());
            return $"{node.GetProperty("name")} {node.GetProperty("op")} [{string.Join(", ", sizes)}] < {string.Join(", ", inputs)}".TrimEnd();
        })];
    }
}
