using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

/// <summary>What is seldom meant: activations forgotten along a path, dense layers over images, odd slopes.</summary>
public sealed class PatternRuleTests
{
    [Fact]
    public void DD3042_OnlyPoolingBetweenSeveral_Triggers() => Triggers("DD3042",
        "[Model, Input(12, 12, 1), [|Conv2D(16, Kernel = 3, Padding = Padding.Same)|], MaxPool2D(2), [|Conv2D(32, Kernel = 3, Padding = Padding.Same)|], "
        + "MaxPool2D(2), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Only MaxPool2D(Kernel = 2) (layer 2) stands between Conv2D(16, Kernel = 3, Padding = Padding.Same) (layer 1) and Conv2D(32, "
        + "Kernel = 3, Padding = Padding.Same) (layer 3): it takes maxima, so the two don't collapse into one, but 16 channels without "
        + "an activation are rarely meant. Give the first an activation such as ReLU.");

    /// <summary>Beside each other they are no stack.</summary>
    [Fact]
    public void DD3042_of_two_branches_is_DD3026_of_each() => Assert.All(Diagnostics(Sources.Compile("using DeepDsl; "
        + "[Model, Input(12, 12, 1), Conv2D(16, Kernel = 3, Padding = Padding.Same), MaxPool2D(2), Flatten, Dense(8, Activation = Activation.ReLU, Name = \"a\"), "
        + "Conv2D(16, Kernel = 5, Padding = Padding.Same, From = \"input\"), MaxPool2D(2), Flatten, Dense(8, Activation = Activation.ReLU), Concat(\"a\"), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")), d => Assert.Equal(RuleIds.OnlyPoolingBetween, d.Id));

    [Fact]
    public void DD3044_DenseOverImage_Triggers() => Triggers("DD3044",
        "[Model, Input(64, 64, 3), Flatten, [|Dense(128, Activation = Activation.ReLU)|], Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(128, Activation = Activation.ReLU) (layer 2) reads the image [64, 64, 3] value by value, with 1572992 parameters that "
        + "know nothing of neighbours. Convolutions see the same pattern wherever it is, with few. Put [Conv2D] and a pool in front of "
        + "the Flatten.");

    /// <summary>Digits and MNIST, a linear model, what is no image, and a convolution in front.</summary>
    [Theory]
    [InlineData("Input(28, 28, 1), Flatten, Dense(128, Activation = Activation.ReLU), Dense(10)")]
    [InlineData("Input(64, 64, 3), Flatten, Dense(10)")]
    [InlineData("Input(64, 64, 7), Flatten, Dense(128, Activation = Activation.ReLU), Dense(10)")]
    [InlineData("Input(64, 64, 3), Conv2D(8, Kernel = 4, Stride = 4, Activation = Activation.ReLU), Flatten, Dense(128, Activation = Activation.ReLU), Dense(10)")]
    public void DD3044_other_dense_layers_DoesNotTrigger(string layers) =>
        DoesNotTrigger("DD3044", $"[Model, {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");

    [Theory]
    [InlineData("0.9", "that is nearly a straight line, so layers on both sides are little more than one")]
    [InlineData("1.5", "it bends the other way")]
    [InlineData("0.0001", "that is a ReLU, of which units die all the same")]
    [InlineData("-0.2", "what is far below 0 comes out as large as what is far above")]
    public void DD3045_SlopeOfLeakyReLU_Triggers(string slope, string effect) => Triggers("DD3045",
        $"[Model, Input(8), Dense(16), LeakyReLU(Slope = [|{slope}|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        $"LeakyReLU(Slope = {slope}) (layer 2) has a slope of {slope}: {effect}. Slopes of 0.001 to 0.3 are usual. Take a slope of 0.01.");

    [Theory]
    [InlineData("0.2")]
    [InlineData("0.01")]
    public void DD3045_usual_slopes_DoesNotTrigger(string slope) => DoesNotTrigger(
        $"[Model, Input(8), Dense(16), LeakyReLU(Slope = {slope}), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");
}
