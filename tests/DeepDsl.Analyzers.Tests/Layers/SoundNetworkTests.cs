using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

/// <summary>Networks with the forms on which rules about layers would misfire, in small.</summary>
public sealed class SoundNetworkTests
{
    private const string Bottleneck = """
        [Block, Identity(Name = "x")]
        [Conv2D(Wide, Kernel = 1, Bias = false), BatchNorm, ReLU6]
        [DepthwiseConv2D(Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
        [Conv2D(Filters, Kernel = 1, Bias = false), BatchNorm, Shortcut("x", Otherwise = Otherwise.Skip)]
        partial class Bottleneck { [Parameter] const int Filters = 8; [Parameter] const int Wide = 48; [Parameter] const int Stride = 1; }
        """;

    [Theory]
    [InlineData("[Bottleneck(Filters = 8, Stride = 2), Bottleneck(Filters = 8, Repeat = 2), Bottleneck(Filters = 12, Stride = 2)]")]
    [InlineData("[Bottleneck(Filters = 12), Bottleneck(Filters = 16, Wide = 72, Repeat = 2)]")]
    public void MobileNetV2(string blocks) => DoesNotTrigger(Bottleneck + $$"""

        [Model, Input(16, 16, 3)]
        [Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
        {{blocks}}
        [Conv2D(64, Kernel = 1, Bias = false), BatchNorm, ReLU6, GlobalAvgPool2D, Dropout(0.2), Dense(10)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        partial class Net;
        """);

    [Fact]
    public void EfficientNet() => DoesNotTrigger("""
        [Block, Identity(Name = "x")]
        [Conv2D(48, Kernel = 1, Bias = false), BatchNorm, SiLU, DepthwiseConv2D(Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm]
        [SiLU(Name = "wide"), GlobalAvgPool2D, Dense(4, Activation = Activation.SiLU), Dense(48, Activation = Activation.Sigmoid)]
        [Multiply("wide"), Conv2D(8, Kernel = 1, Bias = false), BatchNorm, Dropout(0.2), Add("x")]
        partial class MBConv;
        [Model, Input(8, 8, 3)]
        [Conv2D(8, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, SiLU, MBConv(Repeat = 4)]
        [Conv2D(64, Kernel = 1, Bias = false), BatchNorm, SiLU, GlobalAvgPool2D, Dropout(0.2), Dense(10)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        partial class Net;
        """);

    [Fact]
    public void DenseNet() => DoesNotTrigger("""
        [Block, Identity(Name = "x"), BatchNorm, ReLU, Conv2D(16, Kernel = 1, Bias = false), BatchNorm, ReLU]
        [Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), Concat("x")]
        partial class Growth;
        [Model, Input(8, 8, 3), Conv2D(8, Kernel = 3, Padding = Padding.Same, Bias = false), Growth(Repeat = 4)]
        [BatchNorm, ReLU, Conv2D(12, Kernel = 1, Bias = false), AvgPool2D(2), Growth(Repeat = 4)]
        [BatchNorm, ReLU, GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
        partial class Net;
        """);

    [Fact]
    public void Inception() => DoesNotTrigger("""
        [Block, Identity(Name = "x"), Conv2D(8, Kernel = 1, Activation = Activation.ReLU, Name = "a")]
        [Conv2D(4, Kernel = 1, Activation = Activation.ReLU, From = "x")]
        [Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "b")]
        [MaxPool2D(3, Stride = 1, Padding = Padding.Same, From = "x"), Conv2D(4, Kernel = 1, Activation = Activation.ReLU), Concat("a", "b")]
        partial class Inception;
        [Model, Input(8, 8, 3), Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Inception(Repeat = 9)]
        [GlobalAvgPool2D, Dropout(0.4), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
        partial class Net;
        """);

    [Fact]
    public void Discriminator_and_generator() => DoesNotTrigger("""
        [Model, Input(16, 16, 1)]
        [Conv2D(8, Kernel = 4, Stride = 2, Padding = Padding.Same), LeakyReLU(Slope = 0.2)]
        [Conv2D(16, Kernel = 4, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2), Dropout(0.3)]
        [Flatten, Dense(1), Loss(Loss.SigmoidCrossEntropy)]
        partial class Discriminator;
        [Model, Input(32)]
        [Dense(128, Bias = false), BatchNorm, ReLU, Reshape(4, 4, 8)]
        [ConvTranspose2D(8, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
        [ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
        partial class Generator;
        """);

    /// <summary>The place is the use, and one mistake of a repeated block is said once; the fix is the block's author's to make.</summary>
    [Fact]
    public void Repeated_block_with_a_mistake_Triggers_once() => Triggers("DD3013",
        "[Block, Dense(8, Activation = Activation.ReLU), Tanh] partial class B; "
        + "[Model, Input(8), [|B(Repeat = 3)|], Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Tanh (layer 2) stands behind ReLU of Dense(8, Activation = Activation.ReLU) (layer 1) with no weights between; one activation "
        + "for each layer with weights is enough. Remove [Tanh].");
}
