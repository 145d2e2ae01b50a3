namespace DeepDsl.Integration.Tests;

/// <summary>State dicts of PyTorch's MultiheadAttention and TransformerEncoderLayer give PyTorch's outputs.</summary>
public sealed class TorchAttentionTests
{
    private static readonly SafetensorsFile s_file =
        SafetensorsFile.Read(Path.Combine(AppContext.BaseDirectory, "reference", "torch_attention.safetensors"));

    [Fact]
    public void Of_an_encoder() => Check("encoder", Loaded(new TorchEncoder(), "encoder").PredictBatch(Floats("input.encoder")));

    [Fact]
    public void Of_a_causal_one_with_norms_in_front() =>
        Check("causal", Loaded(new TorchCausalEncoder(), "causal").PredictBatch(Floats("input.causal")));

    [Fact]
    public void Of_a_decoder() =>
        Check("decoder", Loaded(new TorchDecoderLayer(), "decoder").PredictBatch(Floats("input.decoder"), Floats("input1.decoder")));

    [Fact]
    public void Of_attention_to_another_sequence() =>
        Check("memory", Loaded(new TorchMemory(), "memory").PredictBatch(Floats("input.memory"), Floats("input1.memory")));

    [Fact]
    public void Of_attention_to_a_sequence_of_another_width() =>
        Check("other", Loaded(new TorchOtherMemory(), "other").PredictBatch(Floats("input.other"), Floats("input1.other")));

    private static T Loaded<T>(T net, string model)
        where T : Network
    {
        net.LoadWeights(s_file.Path, prefix: $"{model}.", layout: WeightLayout.PyTorch);
        return net;
    }

    private static void Check(string model, float[] actual)
    {
        float[] expected = Floats($"output.{model}");
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * scale));
    }

    private static float[] Floats(string name) => s_file.Tensor(name).ToFloats();
}
