using System.Text.Json;
using DeepDsl.Keras;
using DeepDsl.Tests;

namespace DeepDsl.Data.Tests.Keras;

/// <summary>Models give with the weights of a file what Keras's formulas give in numpy.</summary>
public sealed class KerasWeightsTests : IDisposable
{
    private static readonly JsonElement s_reference = Reference.Read("keras.json");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images.h5")]
    [InlineData("images.keras")]
    public void A_network_of_images_gives_what_the_formulas_give(string file)
    {
        KerasImages net = new();
        Assert.True(net.LoadKerasWeights(FileOf(file)).IsExact);
        Check("images", net.PredictBatch(Input("images").Floats()));
    }

    [Theory]
    [InlineData("texts.h5")]
    [InlineData("texts_legacy.h5")]
    [InlineData("texts.weights.h5")]
    [InlineData("texts.keras")]
    public void A_network_of_texts_gives_what_the_formulas_give(string file)
    {
        KerasTexts net = new();
        Assert.True(net.LoadKerasWeights(FileOf(file)).IsExact);
        Check("texts", net.PredictBatch(Input("texts").Ints()));
    }

    [Theory]
    [InlineData("attention.h5")]
    [InlineData("attention.keras")]
    public void Attention_gives_what_the_formulas_give(string file)
    {
        KerasAttention net = new();
        Assert.True(net.LoadKerasWeights(FileOf(file)).IsExact);
        Check("attention", net.PredictBatch(Input("attention").Floats()));
    }

    [Fact]
    public void Layers_that_are_named_are_taken_by_their_names()
    {
        KerasTexts net = new();
        // <load>
        string path = FileOf("texts.keras");
        LoadReport report = net.LoadKerasWeights(path, new Dictionary<string, string> { ["dense2"] = "dense_1" });
        // </load>
        Assert.True(report.IsExact);
        Check("texts", net.PredictBatch(Input("texts").Ints()));
    }

    [Fact]
    public void What_does_not_fit_is_told_and_the_model_stays()
    {
        KerasTexts net = new(seed: 3);
        float[] before = net.Parameters[0].Value.ToArray();
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => net.LoadKerasWeights(FileOf("attention.keras")));
        Assert.StartsWith(
            $"{FileOf("attention.keras")} does not fit KerasTexts, which is unchanged: it lacks ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'gru/kernel'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters[0].Value.ToArray());
        LoadReport report = net.LoadKerasWeights(FileOf("attention.keras"), strict: false);
        Assert.Empty(report.Loaded);
        Assert.Contains("multi_head_attention/query/kernel", report.Skipped);
    }

    [Theory]
    [InlineData("attention.h5")]
    [InlineData("attention.keras")]
    public void A_GRU_that_resets_elsewhere_is_told(string file)
    {
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => new KerasLaterReset().LoadKerasWeights(FileOf(file)));
        Assert.Equal(
            $"{FileOf(file)} does not fit KerasLaterReset, which is unchanged: 'gru' has the bias of a GRU with reset_after=False, which "
            + "'gru1' is not; declare that with ResetAfter = false.", refused.Message);
        LoadReport report = new KerasLaterReset().LoadKerasWeights(FileOf(file), strict: false);
        Assert.Contains("gru/bias", report.Skipped);
        Assert.Contains("gru1.bias_ih_l0", report.Missing);
    }

    [Fact]
    public void A_slope_of_one_number_is_none_of_channels()
    {
        OwnLayer own = new("prelu1", new Dictionary<string, int[]> { ["slope"] = [3] });
        KerasLayer keras = new("p_re_lu", "", new Dictionary<string, KerasArray> { ["alpha"] = new([], [1]) });
        Assert.Null(KerasLayout.Of(own, keras));
    }

    [Fact]
    public void A_name_that_is_not_there_is_told()
    {
        KerasTexts net = new();
        ArgumentException here = Assert.Throws<ArgumentException>(
            () => net.LoadKerasWeights(FileOf("texts.keras"), new Dictionary<string, string> { ["dense9"] = "dense" }));
        Assert.StartsWith("KerasTexts has no layer 'dense9' with weights; it has 'embedding1', ", here.Message, StringComparison.Ordinal);
        InvalidDataException other = Assert.Throws<InvalidDataException>(
            () => net.LoadKerasWeights(FileOf("texts.keras"), new Dictionary<string, string> { ["dense2"] = "dense" }));
        Assert.Equal(
            $"'dense' of {FileOf("texts.keras")} does not fit 'dense2' of KerasTexts: it has kernel [3, 4], bias [4], and that takes "
            + "weight [4, 2], bias [2].", other.Message);
    }

    [Fact]
    public void Two_kinds_of_layers_that_fit_are_not_guessed()
    {
        string path = FileOf("two_kinds.weights.h5");
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => new KerasTexts().LoadKerasWeights(path));
        Assert.Equal(
            $"{path} does not say in which order its layers 'embedding' and 'rms_normalization' stand, and both fit 'embedding1' of "
            + "KerasTexts. Name the right one in layers, or save the model as .keras.", refused.Message);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        string path = _folder.Write("other.h5", new byte[100]);
        Assert.Equal(
            $"{path} is no sound file of Keras: It does not begin as an HDF5 file does.",
            Assert.Throws<InvalidDataException>(() => new KerasTexts().LoadKerasWeights(path)).Message);
    }

    private static JsonElement Input(string model) => s_reference.GetProperty(model).GetProperty("input");

    private static string FileOf(string name) => Reference.Path(Path.Combine("keras_files", name));

    private static void Check(string model, float[] found)
    {
        double[] expected = s_reference.GetProperty(model).GetProperty("output").Doubles();
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * scale));
    }
}
