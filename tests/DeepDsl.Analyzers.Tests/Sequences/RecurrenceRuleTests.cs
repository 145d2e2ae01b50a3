using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

public sealed class RecurrenceRuleTests
{
    private const string Loss = "Loss(Loss.SoftmaxCrossEntropy)";

    private const string Train = "Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3";

    private static string Model(string layers, int steps = 20, string settings = Loss) =>
        $"[Model, Input({steps}, 8), {layers}, Dense(3), {settings}] partial class Net;\n";

    [Fact]
    public void DD3034_BatchNormOverSteps_Triggers() => Triggers("DD3034", Model("LSTM(16), [|BatchNorm|], LSTM(16, Return = Return.Last)"),
        "BatchNorm (layer 2) stands between layers over steps and takes one mean and variance of each of its 16 channels over all 20 "
        + "steps of a batch, padding and later steps among them. Use [LayerNorm], which looks at a step alone.");

    [Theory]
    [InlineData("LSTM(16), LayerNorm, LSTM(16, Return = Return.Last)")]
    [InlineData("Conv1D(16, Bias = false, Kernel = 3), BatchNorm, ReLU, LSTM(16, Return = Return.Last)")]
    [InlineData("LSTM(16, Return = Return.Last), BatchNorm")]
    public void DD3034_BatchNormOverSteps_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public Task DD3034_BatchNormOverSteps_Fix() => FixTest.Fixed(Model("LSTM(16), BatchNorm, GRU(16, Return = Return.Last)"), "Use [LayerNorm]",
        Model("LSTM(16), LayerNorm, GRU(16, Return = Return.Last)"));

    [Fact]
    public void DD3035_LongSimpleRnn_Triggers() => Triggers("DD3035", Model("[|SimpleRNN(16, Return = Return.Last)|]", 51),
        "SimpleRNN(16, Return = Return.Last) (layer 1) answers after 51 steps, and what its gradient keeps of a step shrinks with each "
        + "that follows: beyond about 50 next to nothing is left of the first ones. Use [LSTM], whose gates keep it, or use [GRU].");

    /// <summary>From an orthogonal start a ReLU keeps half of a gradient at each step: 1e-8 of it is left behind fifty, and of tanh
    /// 2e-6.</summary>
    [Fact]
    public void DD3035_ReLU_from_an_orthogonal_start_Triggers() => Assert.StartsWith(
        "SimpleRNN(16, Activation = Activation.ReLU, Return = Return.Last) (layer 1) answers after 51 steps,",
        Message("DD3035", Model("[|SimpleRNN(16, Activation = Activation.ReLU, Return = Return.Last)|]", 51)), StringComparison.Ordinal);

    [Theory]
    [InlineData("SimpleRNN(16, Return = Return.Last)", 50)]
    [InlineData("SimpleRNN(16)", 500)]
    [InlineData("LSTM(16, Return = Return.Last)", 500)]
    [InlineData("SimpleRNN(16, Activation = Activation.ReLU, RecurrentInit = Init.Identity, Return = Return.Last)", 500)]
    [InlineData("SimpleRNN(16, Activation = Activation.ReLU, LayerNorm = true, Return = Return.Last)", 500)]
    public void DD3035_LongSimpleRnn_DoesNotTrigger(string layers, int steps) => DoesNotTrigger(Model(layers, steps));

    [Theory]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    public Task DD3035_LongSimpleRnn_Fix(string kind) => FixTest.Fixed(Model("SimpleRNN(16, Return = Return.Last)", 60), $"Use [{kind}]",
        Model($"{kind}(16, Return = Return.Last)", 60));

    [Fact]
    public void DD3036_ForgetBias_Triggers() => Triggers("DD3036", Model("LSTM(16, ForgetBias = [|0|], Return = Return.Last)"),
        "LSTM(16, ForgetBias = 0, Return = Return.Last) (layer 1) starts its forget gates at a bias of 0, so a cell keeps 0.5 of itself at each of 20 steps "
        + "and the first ones are soon gone. Remove ForgetBias for 1.");

    [Theory]
    [InlineData("LSTM(16, ForgetBias = 2, Return = Return.Last)")]
    [InlineData("LSTM(16, Return = Return.Last)")]
    public void DD3036_ForgetBias_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public Task DD3036_ForgetBias_Fix() => FixTest.Fixed(Model("LSTM(16, ForgetBias = -1, Return = Return.Last)"), "Remove ForgetBias",
        Model("LSTM(16, Return = Return.Last)"));

    [Theory]
    [InlineData("SimpleRNN(16, Activation = [|Activation.SELU|], Return = Return.Last)",
        "SimpleRNN(16, Activation = Activation.SELU, Return = Return.Last) (layer 1) applies SELU at each of 20 steps to a product with the same weights: "
        + "what they enlarge grows with every step, without a bound. Remove Activation for Tanh.")]
    [InlineData("SimpleRNN(16, Activation = [|Activation.ReLU|], RecurrentInit = Init.HeNormal, Return = Return.Last)",
        "SimpleRNN(16, Activation = Activation.ReLU, RecurrentInit = Init.HeNormal, Return = Return.Last) (layer 1) applies ReLU at each of 20 steps to a "
        + "product with the same weights from Init.HeNormal: what they enlarge grows with every step, without a bound. Write RecurrentInit = Init.Identity, "
        + "or remove Activation for Tanh.")]
    public void DD3037_UnboundedRecurrence_Triggers(string layers, string message) => Triggers("DD3037", Model(layers), message);

    [Theory]
    [InlineData("SimpleRNN(16, Return = Return.Last)")]
    [InlineData("SimpleRNN(16, Activation = Activation.ReLU, Return = Return.Last)")]
    public void DD3037_UnboundedRecurrence_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public Task DD3037_UnboundedRecurrence_Fix() => FixTest.Fixed(
        Model("SimpleRNN(16, Activation = Activation.ReLU, RecurrentInit = Init.HeNormal, Return = Return.Last)"), "Write RecurrentInit = Init.Identity",
        Model("SimpleRNN(16, Activation = Activation.ReLU, RecurrentInit = Init.Identity, Return = Return.Last)"));

    [Fact]
    public void DD5013_NoClipping_Triggers() => Triggers("DD5013", Model("GRU(16, Return = Return.Last)", 51, $"{Loss}, [|{Train})|]"),
        "Train bounds no gradient, and that of GRU(16, Return = Return.Last) (layer 1) is a product over 51 steps, which now and then "
        + "is very large: one such step undoes many. Set ClipNorm = 1.");

    [Theory]
    [InlineData("GRU(16, Return = Return.Last)", 50, ")")]
    [InlineData("GRU(16, Return = Return.Last)", 51, ", ClipValue = 0.5)")]
    public void DD5013_NoClipping_DoesNotTrigger(string layers, int steps, string rest) => DoesNotTrigger(Model(layers, steps, $"{Loss}, {Train}{rest}"));

    [Fact]
    public Task DD5013_NoClipping_Fix() => FixTest.Fixed(Model("GRU(16, Return = Return.Last)", 51, $"{Loss}, {Train})"), "Set ClipNorm = 1",
        Model("GRU(16, Return = Return.Last)", 51, $"{Loss}, {Train}, ClipNorm = 1)"));

    [Fact]
    public void DD5001_a_recurrent_model_is_no_linear_one() => Message("DD5001", Model("GRU(16, Return = Return.Last)", 20,
        $"{Loss}, Train(Optimizer = Optimizer.Adam, LearningRate = [|0.5|])"));

    [Fact]
    public void DD3001_in_front_of_a_recurrent_layer_is_hidden() => Message("DD3001",
        $"[Model, Input(20, 8), Dense(8, Init = [|Init.Zeros|], Activation = Activation.Tanh), LSTM(3, Return = Return.Last), {Loss}] partial class Net;\n");

    private static string Tagger(string loss, string embedding = "Embedding(30, 16, PaddingIndex = 0)", int classes = 5) =>
        $"[Model, Input(20, Type = ElementType.Int32), {embedding}, LSTM(16), Dense({classes}), {loss}] partial class Net;\n";

    [Fact]
    public void DD4014_LossOverPadding_Triggers() => Triggers("DD4014", Tagger($"[|{Loss}|]"),
        "Loss(Loss.SoftmaxCrossEntropy) counts all 20 steps of a sample, those too that Embedding(30, 16, PaddingIndex = 0) (layer 1) reads as padding: the "
        + "model learns to predict padding, and its loss depends on how long sequences are. Write IgnoreIndex = -1, with that label at padding.");

    [Fact]
    public void DD4014_LossOverPadding_DoesNotTrigger()
    {
        DoesNotTrigger(Tagger("Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1)"));
        DoesNotTrigger(Tagger(Loss, "Embedding(30, 16)"));
        DoesNotTrigger(Tagger(Loss).Replace("LSTM(16)", "LSTM(16, Return = Return.Last)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, -1, " (the data must change too)")]
    [InlineData(30, 0, "")]
    public Task DD4014_LossOverPadding_Fix(int classes, int ignored, string remark) => FixTest.Fixed(
        Tagger(Loss, classes: classes), $"Write IgnoreIndex = {ignored}{remark}",
        Tagger($"Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = {ignored})", classes: classes));
}
