using static DeepDsl.Analyzers.Tests.Harness.FixTest;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class CostRuleTests
{
    private const string Classifier = "Loss(Loss.SoftmaxCrossEntropy)";

    [Fact]
    public void DD6001_names_the_layer_that_costs_most_with_what_the_optimizer_keeps() => Assert.Contains(
        "Dense(10) (layer 1) takes most", // 10,010 parameters with four values each, against 20,000 activations
        Message("DD6001", "[Model, Input(1000), Dense(10), LayerNorm, RepeatVector(2000), Dense(1), Loss(Loss.Huber), Budget(TrainingMB = [|0.1|]), Train(BatchSize = 1)] "
            + "partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD6002_dense_layer_behind_a_flatten_Triggers() => Triggers("DD6002",
        $"[Model, Input(64, 64, 32), Flatten, Dropout(0.5), [|Dense(128)|], ReLU, Dense(10), {Classifier}] partial class Net;",
        "Dense(128) (layer 3) holds 16,777,344 of the 16,778,634 parameters of Net (100%): 128 weights for each value of [64, 64, 32]. "
        + "Use [GlobalAvgPool2D] in place of Flatten (layer 1), with which it holds 4,224.");

    [Theory]
    [InlineData("Input(32, 32, 32), Flatten, Dense(128), ReLU, Dense(10)")] // 4 million parameters
    [InlineData("Input(64, 64, 32), GlobalAvgPool2D, Dense(4096), ReLU, Dense(4096), ReLU, Dense(10)")] // large, but not for the image
    [InlineData("Input(65536), Dense(256), ReLU, Dense(10)")] // no image
    public void DD6002_smaller_or_pooled_head_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, {layers}, {Classifier}] partial class Net;");

    [Fact]
    public Task DD6002_pools() => Fixed(
        $"[Model, Input(64, 64, 32)]\n[Flatten, Dense(128), ReLU] // the head\n[Dense(10), {Classifier}]\npartial class Net;\n", "Use [GlobalAvgPool2D]",
        $"[Model, Input(64, 64, 32)]\n[GlobalAvgPool2D, Dense(128), ReLU] // the head\n[Dense(10), {Classifier}]\npartial class Net;\n");

    [Fact]
    public Task DD6002_pools_in_all() => FixesAll(
        $"[Model, Input(64, 64, 32), Flatten, Dense(128), {Classifier}]\npartial class A;\n[Model, Input(9000, 32), Flatten, Dense(64), {Classifier}]\npartial class B;\n",
        $"[Model, Input(64, 64, 32), GlobalAvgPool2D, Dense(128), {Classifier}]\npartial class A;\n[Model, Input(9000, 32), GlobalAvgPool1D, Dense(64), {Classifier}]\npartial class B;\n");

    [Fact]
    public Task DD6002_flatten_that_others_read_is_not_replaced() => NotFixed(
        $"[Model, Input(64, 64, 32), Flatten(Name = \"x\"), Dense(128), ReLU, Dense(10), {Classifier}] partial class Net;");

    [Fact]
    public void DD6003_one_channel_above_a_multiple_Triggers() => Triggers("DD6003",
        $"[Model, Input(28, 28, 1), Conv2D([|33|], Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10), {Classifier}] partial class Net;",
        "Conv2D(33, Kernel = 3) (layer 1) gives 33 channels, 1 above 32: on registers of 16 floats it takes as long as with 48, and "
        + "100% of the model's multiply-adds are its own. Take 32, or take 48.");

    [Theory]
    [InlineData("Input(28, 28, 1), Conv2D(32, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)")]
    [InlineData("Input(28, 28, 1), Conv2D(36, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)")] // not just above
    [InlineData("Input(28, 28, 1), Conv2D(31, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10)")] // one idle lane of 32
    [InlineData("Input(28, 28, 1), Flatten, Dense(1024), ReLU, Dense(257)")] // the classes
    [InlineData("Input(784), Dense(1024), ReLU, Dense(33), ReLU, Dense(10)")] // a small part of the model
    public void DD6003_full_registers_or_outputs_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, {layers}, {Classifier}] partial class Net;");

    [Fact]
    public Task DD6003_takes_the_multiple_below() => Fixed(
        $"[Model, Input(28, 28, 1), Conv2D(filters: 66, kernel: 3), ReLU, GlobalAvgPool2D, Dense(10), {Classifier}]\npartial class Net;\n", "Change to 64",
        $"[Model, Input(28, 28, 1), Conv2D(filters: 64, kernel: 3), ReLU, GlobalAvgPool2D, Dense(10), {Classifier}]\npartial class Net;\n");

    [Fact]
    public Task DD6003_takes_the_multiple_below_in_all() => FixesAll(
        $"[Model, Input(1000), Dense(129), ReLU, Dense(10), {Classifier}]\npartial class A;\n[Model, Input(1000), Dense(257), ReLU, Dense(10), {Classifier}]\npartial class B;\n",
        $"[Model, Input(1000), Dense(128), ReLU, Dense(10), {Classifier}]\npartial class A;\n[Model, Input(1000), Dense(256), ReLU, Dense(10), {Classifier}]\npartial class B;\n");

    [Fact]
    public Task DD6003_channels_that_a_sum_needs_are_not_changed() => NotFixed(
        $"[Model, Input(1000), Dense(129, Name = \"a\"), ReLU, Dense(129), ReLU, Add(\"a\"), Dense(10), {Classifier}] partial class Net;");

    [Fact]
    public void DD6004_first_convolution_of_a_deeper_model_Triggers() => Triggers("DD6004",
        "[Model, Input(64, 64, 3), [|Conv2D(64, Kernel = 7, Padding = Padding.Same)|], ReLU, MaxPool2D(4), Conv2D(32, Kernel = 3, Padding = Padding.Same), "
        + $"ReLU, MaxPool2D(2), Conv2D(32, Kernel = 3, Padding = Padding.Same), ReLU, GlobalAvgPool2D, Dense(10), {Classifier}] partial class Net;",
        "Conv2D(64, Kernel = 7, Padding = Padding.Same) (layer 1) takes 38,535,168 of the 43,843,904 multiply-adds of a prediction "
        + "(88%), on [64, 64, 3], before the image is smaller. Give it a stride of 2, fewer filters, or a smaller kernel.");

    [Theory]
    [InlineData("Input(64, 64, 3), Conv2D(64, Kernel = 7, Padding = Padding.Same), ReLU, MaxPool2D(4), Flatten, Dense(10)")] // the only one
    [InlineData("Input(64, 64, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same), ReLU, Conv2D(32, Kernel = 3, Padding = Padding.Same), "
        + "ReLU, Conv2D(64, Kernel = 3, Padding = Padding.Same), ReLU, GlobalAvgPool2D, Dense(10)")]
    public void DD6004_usual_stack_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, {layers}, {Classifier}] partial class Net;");

    [Fact]
    public void DD6005_numbers_of_each_layer_Triggers() => Triggers("DD6005",
        $"[Model, Input(28, 28, 1), [|Conv2D(16, Kernel = 3)|], [|ReLU|], [|GlobalAvgPool2D|], [|Dense(10)|], {Classifier}] partial class Net;",
        "conv1: [28, 28, 1] to [26, 26, 16]; 160 parameters, 97,344 multiply-adds, 43,264 activation bytes, receptive field 3x3.");

    [Fact]
    public void DD6005_unless_asked_for_DoesNotTrigger() =>
        DoesNotTrigger($"[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3), ReLU, GlobalAvgPool2D, Dense(10), {Classifier}] partial class Net;");
}
