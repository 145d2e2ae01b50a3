using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.FixTest;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Rules of thumb: each is silent unless it is asked for.</summary>
public sealed class TasteRuleTests
{
    private const string Vgg = "Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same), ReLU, Conv2D(16, Kernel = 3, Padding = Padding.Same), ReLU, "
        + "MaxPool2D(2), SpatialDropout2D(0.2), Conv2D(32, Kernel = 3, Padding = Padding.Same), ReLU, Conv2D(32, Kernel = 3, Padding = Padding.Same), ReLU, MaxPool2D(2), "
        + "Flatten, Dense(64), ReLU, Dense(32), ReLU, Dense(100)";

    /// <summary>Kernels of several sizes beside each other, each with a pool: no stack of them.</summary>
    private const string Branches = "Input(16, 16, 4), Conv2D(8, Kernel = 3, Padding = Padding.Same), ReLU(Name = \"x\"), "
        + "Conv2D(8, Kernel = 5, Padding = Padding.Same, From = \"x\"), ReLU, MaxPool2D(2, Name = \"a\"), "
        + "Conv2D(8, Kernel = 2, Padding = Padding.SameUpper, From = \"x\"), ReLU, MaxPool2D(2), Concat(\"a\"), Flatten, Dense(10)";

    [Theory]
    [InlineData("DD6101", "Input(28, 28, 1), Conv2D(64, Kernel = 3), ReLU, Conv2D([|32|], Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)",
        "Conv2D(32, Kernel = 3) (layer 3) gives 32 channels, fewer than the 64 of Conv2D(64, Kernel = 3) (layer 1); "
        + "filters usually grow with depth. Take 64 filters too.")]
    [InlineData("DD6102", "Input(16), Dense(32), ReLU, Dense([|64|]), ReLU, Dense(10)",
        "Dense(64) (layer 3) is wider than Dense(32) (layer 1), with 64 units after 32; "
        + "dense layers usually don't widen towards the output. Take 32 units too.")]
    [InlineData("DD6103", "Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = [|5|]), ReLU, GlobalAvgPool2D, Dense(10)",
        "Conv2D(8, Kernel = 5) (layer 3) has a kernel of 5, larger than the 3 of Conv2D(8, Kernel = 3) (layer 1); "
        + "kernels usually don't grow while the image shrinks. Take 3 here too.")]
    [InlineData("DD6104", "Input(28, 28, 1), Conv2D(8, Kernel = 5), ReLU, [|MaxPool2D(2)|], Conv2D(8, Kernel = 3), ReLU, MaxPool2D(2), Conv2D(8, Kernel = 2), ReLU, MaxPool2D(4), Flatten, Dense(10)",
        "MaxPool2D(Kernel = 2) (layer 3) follows Conv2D(8, Kernel = 5) (layer 1), as a pooling follows each of the 3 convolutions of Net. "
        + "Put two or three convolutions before each pooling.")]
    [InlineData("DD6105", "Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, [|AvgPool2D(2)|], Conv2D(8, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)",
        "AvgPool2D(Kernel = 2) (layer 3) averages the features of Conv2D(8, Kernel = 3) (layer 1). Use [MaxPool2D], which usually "
        + "keeps them better.")]
    [InlineData("DD6106", "Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, [|Dropout(0.2)|], MaxPool2D(2), Flatten, Dense(10)",
        "Dropout(0.2) (layer 3) drops what MaxPool2D(Kernel = 2) (layer 4) then pools. Put it behind the pooling.")]
    [InlineData("DD3047", "Input(784), Dense(1024, Activation = Activation.ReLU), Dense(1024, Activation = Activation.ReLU), Dense(10), "
        + "Loss(Loss.SoftmaxCrossEntropy), [|Train(Optimizer = Optimizer.Adam)|]",
        "Net trains 1,863,690 parameters with neither dropout, noise, batch norm, penalty nor weight decay, so it may learn its samples by heart. "
        + "Set WeightDecay = 1e-4, or put [Dropout] in front of the last layers.")]
    [InlineData("DD6107", "Input(28, 28, 1), Conv2D(8, Kernel = [|5|]), ReLU, Conv2D(8, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)",
        "Conv2D(8, Kernel = 5) (layer 1) has a kernel of 5, larger than the 3 of Conv2D(8, Kernel = 3) (layer 3) behind it; small kernels one behind "
        + "another see as far as a large one, with fewer weights and an activation more. Take 3 here too.")]
    [InlineData("DD6108", "Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = 3), ReLU, "
        + "[|Conv2D(8, Kernel = 3)|], ReLU, GlobalAvgPool2D, Dense(10)",
        "Conv2D(8, Kernel = 3) (layer 9) is the convolution number 5 in a row on 18 x 18 values, with neither a pooling nor a stride between; two to four are "
        + "usual. Put a [MaxPool2D] before it.")]
    [InlineData("DD6109", "Input(16), Dense(64), ReLU, Dense([|32|]), ReLU, Dense(10)",
        "Dense(32) (layer 3) is narrower than Dense(64) (layer 1), with 32 units after 64; hidden layers of one width mostly do as well or better. "
        + "Take 64 units too.")]
    public void Asked_for_it_Triggers(string id, string layers, string message) => Triggers(id, $"[Model, {layers}] partial class Net;", message);

    [Theory]
    [InlineData("DD6101", Vgg)]
    [InlineData("DD6102", Vgg)]
    [InlineData("DD6103", Vgg)]
    [InlineData("DD6104", Vgg)]
    [InlineData("DD6105", Vgg)]
    [InlineData("DD6106", Vgg)]
    [InlineData("DD3047", "Input(784), Dense(1024, Activation = Activation.ReLU), Dense(1024, Activation = Activation.ReLU), Dropout(0.5), Dense(10), "
        + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam)")]
    [InlineData("DD3047", "Input(784), Dense(1024, Activation = Activation.ReLU), Dense(1024, Activation = Activation.ReLU), Dense(10), "
        + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW)")] // which decays weights by itself
    [InlineData("DD3047", "Input(784), Dense(1024, Activation = Activation.ReLU), Dense(1024, Activation = Activation.ReLU, L2 = 1e-4), Dense(10), "
        + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam)")]
    [InlineData("DD3047", "Input(784), Dense(128, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam)")]
    [InlineData("DD6107", Vgg)]
    [InlineData("DD6108", Vgg)]
    [InlineData("DD6107", "Input(28, 28, 8), Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = 1)")] // a projection
    [InlineData("DD6109", "Input(16), Dense(32), ReLU, Dense(32), ReLU, Dense(10)")]
    [InlineData("DD6103", Branches)]
    [InlineData("DD6104", Branches)]
    [InlineData("DD6107", Branches)]
    [InlineData("DD6101", "Input(8, 8, 4), Conv2D(64, Kernel = 3, Padding = Padding.Same), Upsample2D(2), Conv2D(32, Kernel = 3)")] // a decoder
    [InlineData("DD6102", "Input(16), Dense(32), ReLU, Dense(64)")] // the output
    [InlineData("DD6103", "Input(28, 28, 8), Conv2D(4, Kernel = 1), ReLU, Conv2D(8, Kernel = 3)")] // a bottleneck
    [InlineData("DD6105", "Input(28, 28, 8), Conv2D(4, Kernel = 3), ReLU, AvgPool2D(26), Flatten, Dense(4)")] // the head
    public void Nearest_usual_model_DoesNotTrigger(string id, string layers) => DoesNotTrigger(id, $"[Model, {layers}] partial class Net;");

    [Fact]
    public void Nobody_asked_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(28, 28, 1), Conv2D(64, Kernel = 3), ReLU, SpatialDropout2D(0.2), AvgPool2D(2), Conv2D(32, Kernel = 5), ReLU, GlobalAvgPool2D, Dense(10)] partial class Net;");

    [Fact]
    public Task DD6105_takes_the_maximum() => Fixed(
        "[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, AvgPool2D(2, Stride = 2), Conv2D(8, Kernel = 3)]\npartial class Net;\n", "Use [MaxPool2D]",
        "[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, MaxPool2D(2, Stride = 2), Conv2D(8, Kernel = 3)]\npartial class Net;\n", "DD6105");

    [Fact]
    public Task DD6105_takes_the_maximum_of_all() => FixesAll(
        "[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, AvgPool2D(2), Conv2D(8, Kernel = 4), ReLU, AvgPool2D(2), Conv2D(8, Kernel = 3)]\npartial class Net;\n",
        "[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, MaxPool2D(2), Conv2D(8, Kernel = 4), ReLU, MaxPool2D(2), Conv2D(8, Kernel = 3)]\npartial class Net;\n", "DD6105");

    [Theory]
    [InlineData("DD6101", "Input(28, 28, 1), Conv2D(64, Kernel = 3), ReLU, Conv2D(32, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)", "Take 64 filters too", "Conv2D(32", "Conv2D(64")]
    [InlineData("DD6102", "Input(16), Dense(32), ReLU, Dense(64), ReLU, Dense(10)", "Take 32 units too", "Dense(64)", "Dense(32)")]
    [InlineData("DD6103", "Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, Conv2D(8, Kernel = 5), ReLU, GlobalAvgPool2D, Dense(10)", "Take 3 here too", "Kernel = 5", "Kernel = 3")]
    [InlineData("DD6107", "Input(28, 28, 1), Conv2D(8, Kernel = 5), ReLU, Conv2D(8, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)", "Take 3 here too", "Kernel = 5", "Kernel = 3")]
    [InlineData("DD6109", "Input(16), Dense(64), ReLU, Dense(32), ReLU, Dense(10)", "Take 64 units too", "Dense(32)", "Dense(64)")]
    public Task Takes_one_size(string id, string layers, string title, string old, string equal) => Fixed(
        $"[Model, {layers}]\npartial class Net;\n", title, $"[Model, {layers.Replace(old, equal, StringComparison.Ordinal)}]\npartial class Net;\n", id);

    [Fact]
    public Task DD6106_swaps() => Fixed(
        "[Model, Input(28, 28, 1)]\n[Conv2D(8, Kernel = 3), ReLU, Dropout(0.2)] // dropped\n[MaxPool2D(2)]\n[Flatten, Dense(10)]\npartial class Net;\n",
        "Put it behind [MaxPool2D]",
        "[Model, Input(28, 28, 1)]\n[Conv2D(8, Kernel = 3), ReLU, MaxPool2D(2)] // dropped\n[Dropout(0.2)]\n[Flatten, Dense(10)]\npartial class Net;\n", "DD6106");

    [Fact]
    public Task DD6106_swaps_in_all_models() => FixesAll(
        "[Model, Input(28, 28, 1), Dropout(0.2), MaxPool2D(2)]\npartial class A;\n[Model, Input(28, 28, 1), Dropout(0.2), MaxPool2D(2)]\npartial class B;\n",
        "[Model, Input(28, 28, 1), MaxPool2D(2), Dropout(0.2)]\npartial class A;\n[Model, Input(28, 28, 1), MaxPool2D(2), Dropout(0.2)]\npartial class B;\n", "DD6106");

    [Fact]
    public Task DD6106_a_value_that_has_a_name_is_not_moved() => NotFixed(
        "[Model, Input(28, 28, 1), Dropout(0.2, Name = \"x\"), MaxPool2D(2), Upsample2D(2), Add(\"x\")] partial class Net;", "DD6106");

    /// <summary>What is wrong with a kernel is another rule's to mend, with another size.</summary>
    [Theory]
    [InlineData("DD6103", "Input(7, 7, 4), Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Conv2D(8, Kernel = 15, Padding = Padding.Same, Activation = Activation.ReLU)")]
    [InlineData("DD6107", "Input(20, 20, 4), Conv2D(8, Kernel = 4, Stride = 3, Activation = Activation.ReLU), Conv2D(8, Kernel = 3, Activation = Activation.ReLU)")]
    public void Kernel_with_a_fault_DoesNotTrigger(string id, string layers) => Assert.DoesNotContain(
        Diagnostics(Enable(Sources.Compile($"using DeepDsl; [Model, {layers}, Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial "
            + $"class Net;"), id)), d => d.Id == id);
}
