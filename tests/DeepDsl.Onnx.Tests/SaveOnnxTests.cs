using DeepDsl.Tests;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>Models as users declare them, saved and run by ONNX Runtime beside their own predictions.</summary>
public sealed class SaveOnnxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Saved => _folder["net.onnx"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_of_images_says_the_same_of_any_number_of_samples(bool external)
    {
        Animals net = new(seed: 3);
        Disturb(net);
        net.SaveOnnx(Saved, externalWeights: external);
        Assert.Equal(external, File.Exists(Saved + ".data"));
        foreach (int samples in new[] { 1, 5 })
        {
            float[] images = Numbers(samples * 16 * 16 * 3);
            Close(net.PredictBatch(images), Run(("image", images, [samples, 16, 16, 3]))["dense1"]);
        }
    }

    [Fact]
    public void Names_shapes_and_labels_are_those_of_the_model()
    {
        new Animals().SaveOnnx(Saved);
        using InferenceSession session = new(Saved);
        Assert.Equal("image", Assert.Single(session.InputMetadata).Key);
        Assert.Equal([-1, 16, 16, 3], session.InputMetadata["image"].Dimensions);
        Assert.Equal(["N", "", "", ""], session.InputMetadata["image"].SymbolicDimensions);
        Assert.Equal([-1, 3], session.OutputMetadata["dense1"].Dimensions);
        Assert.Equal("Cat,Dog,Owl", session.ModelMetadata.CustomMetadataMap["labels"]);
        Assert.Equal(("DeepDsl", "Animals"), (session.ModelMetadata.ProducerName, session.ModelMetadata.GraphName));
    }

    [Fact]
    public void A_model_of_sentences_takes_tokens_of_any_length()
    {
        Sentences net = new(seed: 4);
        net.SaveOnnx(Saved);
        using InferenceSession session = new(Saved);
        Assert.Equal(["N", "T"], session.InputMetadata["tokens"].SymbolicDimensions);
        foreach (int length in new[] { 1, 7 })
        {
            int[] tokens = [.. Enumerable.Range(0, 3 * length).Select(i => i * 7 % 50)];
            using OrtValue value = OrtValue.CreateTensorValueFromMemory(tokens, [3, length]);
            using RunOptions options = new();
            using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["tokens"] = value }, ["output"]);
            Close(net.PredictBatch(tokens, length), outputs[0].GetTensorDataAsSpan<float>().ToArray());
        }
    }

    [Fact]
    public void Probabilities_are_those_of_the_model()
    {
        Animals net = new(seed: 3);
        net.SaveOnnx(Saved, probabilities: true);
        float[] images = Numbers(2 * 16 * 16 * 3);
        float[] found = Run(("image", images, [2, 16, 16, 3]))["dense1"];
        Close(net.PredictProbabilities(images), found);
        Assert.Equal(1, found[..3].Sum(), 1e-5f);
    }

    [Fact]
    public void Probabilities_of_a_model_that_has_none_are_refused_and_nothing_is_written()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Sentences().SaveOnnx(Saved, probabilities: true));
        Assert.StartsWith(
            "Sentences was not saved: none of its losses is on scores, so what it gives is all that there is. Leave out probabilities: true.",
            refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Several_inputs_and_outputs_keep_their_names()
    {
        TwoOfEach net = new(seed: 5);
        net.SaveOnnx(Saved);
        (float[] left, float[] right) = (Numbers(8), Numbers(4));
        Dictionary<string, float[]> found = Run(("left", left, [2, 4]), ("right", right, [2, 2]));
        (float[] seen, float[] sum) = net.PredictBatch(left, right);
        Close(seen, found["seen"]);
        Close(sum, found["sum"]);
    }

    [Fact]
    public void A_variant_is_saved_with_its_own_sizes()
    {
        Varied net = Varied.Create(Varied.SearchSpace.Point(("Width", 6)), seed: 6);
        net.SaveOnnx(Saved);
        float[] x = Numbers(10);
        Close(net.PredictBatch(x), Run(("input", x, [2, 5]))["output"]);
    }

    [Fact]
    public void A_layer_without_a_form_is_refused_by_name_and_nothing_is_written()
    {
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => new Links().SaveOnnx(Saved));
        Assert.Equal(
            "Links was not saved: in version 17 of ONNX's operators there is no form of GraphAttention(2) (layer 1), which needs "
            + "ScatterElements that keeps the largest. Use opset: 18.", refused.Message);
        Assert.Empty(_folder.Names);
        new Links().SaveOnnx(Saved, opset: 18);
        using InferenceSession session = new(Saved);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(27)]
    public void A_version_that_is_not_written_is_refused(int opset) => Assert.StartsWith(
        $"Animals can be written in the versions 13 to 26 of ONNX's operators, not in {opset}.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Animals().SaveOnnx(Saved, opset)).Message, StringComparison.Ordinal);

    private Dictionary<string, float[]> Run(params (string Name, float[] Values, long[] Shape)[] inputs)
    {
        using InferenceSession session = new(Saved);
        return OnnxRun.Floats(session, inputs.ToDictionary(i => i.Name, i => OrtValue.CreateTensorValueFromMemory(i.Values, i.Shape)));
    }

    /// <summary>Gives statistics and norms values that make a difference.</summary>
    private static void Disturb(Network net)
    {
        Random random = new(7);
        foreach (NamedTensor tensor in net.Parameters.Concat<NamedTensor>(net.States))
        {
            foreach (ref float value in tensor.Edit())
            {
                value += 0.3f * random.NextSingle();
            }
        }
    }

    private static float[] Numbers(int count)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static void Close(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        float scale = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(found), pair => Assert.True(
            MathF.Abs(pair.First - pair.Second) <= 1e-5f * scale,
            $"Own prediction {pair.First}, ONNX Runtime {pair.Second} (largest {scale})."));
    }
}
