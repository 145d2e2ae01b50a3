using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Files;

public sealed class ManifestTests
{
    [Fact]
    public void Manifest_lists_what_a_file_of_weights_holds()
    {
        using TemporaryFolder folder = new();
        TinyClassifier net = new(seed: 1);
        net.SaveWeights(folder["w"]);
        net.SaveManifest(folder["w.manifest"]);

        IEnumerable<string> held = SafetensorsFile.Read(folder["w"]).Tensors.Select(t => $"{t.Key} [{string.Join(", ", t.Value.Shape)}]");
        Assert.Equal(held.Order(StringComparer.Ordinal), File.ReadAllLines(folder["w.manifest"]).Order(StringComparer.Ordinal));
        Assert.Equal(net.Manifest, File.ReadAllText(folder["w.manifest"]));
    }
}
