using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

/// <summary>Files with the names of transformers give the outputs of the networks that they were saved from.</summary>
public sealed class HuggingFaceTests : IDisposable
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "reference", "hugging_face");

    private static readonly SafetensorsFile s_expected = SafetensorsFile.Read(Path.Combine(s_folder, "expected.safetensors"));

    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-hugging-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_a_classifier_of_texts()
    {
        string path = Path.Combine(s_folder, "bert.bin");

        // <bert>
        PublishedClassifier net = new();
        LoadReport report = net.LoadWeights(HuggingFace.Read(path));
        // </bert>

        Assert.True(report.IsExact);
        Check("bert", net.PredictBatch(Ints("tokens"), Ints("segments")), 2e-6);
    }

    [Fact]
    public void Of_GPT2_in_several_files()
    {
        PublishedGpt2 net = new();
        Assert.True(net.LoadWeights(HuggingFace.Read(Path.Combine(s_folder, "gpt2.safetensors.index.json"))).IsExact);
        Check("gpt2", net.PredictBatch(Ints("tokens")), 2e-6);
    }

    [Fact]
    public void Of_GPT2_with_its_scores_in_halves()
    {
        PublishedGpt2 net = new();
        LoadReport report = net.LoadWeights(HuggingFace.Read(Path.Combine(s_folder, "lm.bin")), prefix: "transformer.");
        Assert.True(report.IsExact);
        Assert.Equal(report.Loaded.Count, report.Converted.Count);
        Assert.EndsWith("(from F16)", report.Converted[0], StringComparison.Ordinal);
        Check("gpt2", net.PredictBatch(Ints("tokens")), 2e-6);
    }

    [Fact]
    public void Norms_of_TensorFlow_have_other_names()
    {
        string path = Path.Combine(_folder, "bert.safetensors");
        SafetensorsFile.Write(path, WeightFile.Read(Path.Combine(s_folder, "bert.bin"))
            .Renamed(n => n.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
                .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal))
            .Tensors.Values);
        Assert.Contains("bert.embeddings.LayerNorm.gamma", WeightFile.Read(path).Tensors.Keys);
        PublishedClassifier net = new();
        net.LoadWeights(HuggingFace.Read(path));
        Check("bert", net.PredictBatch(Ints("tokens"), Ints("segments")), 2e-6);
    }

    [Fact]
    public void Another_network_is_refused()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "reference", "torch_attention.safetensors");
        Assert.StartsWith(
            $"{path} has neither the names of BERT nor those of GPT-2, but 'encoder.layer.self_attn.in_proj_weight', ",
            Assert.Throws<InvalidDataException>(() => HuggingFace.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_without_keys_are_refused()
    {
        string path = Path.Combine(_folder, "half.safetensors");
        SafetensorsFile.Write(path, [SafetensorsTensor.FromFloats("encoder.layer.0.attention.self.query.bias", [1], [1])]);
        Assert.Equal(
            $"{path} has 'encoder.layer.0.attention.self.query.bias' without 'encoder.layer.0.attention.self.key.bias'. Download it again.",
            Assert.Throws<InvalidDataException>(() => HuggingFace.Read(path)).Message);
    }

    private static int[] Ints(string name) => Array.ConvertAll(s_expected.Tensor(name).ToFloats(), value => (int)value);

    private static void Check(string name, float[] actual, double tolerance)
    {
        float[] expected = s_expected.Tensor(name).ToFloats();
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * scale));
    }
}
