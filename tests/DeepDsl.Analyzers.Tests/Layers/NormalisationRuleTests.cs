using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class NormalisationRuleTests
{
    [Fact]
    public void DD3010_SeluWithNorm_Triggers() => Triggers("DD3010",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, [|SELU|], Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "SELU (layer 3) stands next to BatchNorm (layer 2); SELU keeps mean 0 and variance 1 by itself, the norm makes them, so one of "
        + "the two is for nothing. Use ReLU with the norm, or remove [BatchNorm] and write Init = Init.LeCunNormal in Dense(16, Bias = "
        + "false) (layer 1).");

    [Theory]
    [InlineData("ReLU",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("no norm",
        "[Model, Input(4), Dense(16, Init = Init.LeCunNormal), SELU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3010_SeluWithNorm_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3010_SeluWithNorm_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.SELU), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use ReLU",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3010_SeluWithNorm_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, SELU, Dense(16, Bias = false), LayerNorm, SELU, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dense(16, Bias = false), LayerNorm, ReLU, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3016_BiasBeforeBatchNorm_Triggers() => Triggers("DD3016",
        "[Model, Input(4), [|Dense(64)|], BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(64) (layer 1) adds a bias to each of its 64 channels, but BatchNorm (layer 2) subtracts their mean, "
        + "and the bias with it. Write Bias = false.");

    [Theory]
    [InlineData("no bias",
        "[Model, Input(4), Dense(64, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("activation between",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("layer norm",
        "[Model, Input(4), Dense(64), LayerNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("frozen norm",
        "[Model, Input(4), Dense(64, Trainable = false), BatchNorm(Trainable = false), ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("read elsewhere",
        "[Model, Input(4), Dense(64, Name = \"x\"), BatchNorm, Add(\"x\"), ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3016_BiasBeforeBatchNorm_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3016_BiasBeforeBatchNorm_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(64, BiasInit = Init.Zeros), BatchNorm, ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Write Bias = false",
        "[Model, Input(4), Dense(64, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3016_BiasBeforeBatchNorm_FixAll() => FixTest.FixesAll(
        "[Model, Input(8, 8, 1), Conv2D(8, Kernel = 3, Bias = true), BatchNorm, ReLU, Flatten, Dense(16), "
        + "BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(8, 8, 1), Conv2D(8, Kernel = 3, Bias = false), BatchNorm, ReLU, Flatten, Dense(16, Bias = "
        + "false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3020_BatchNormOnSmallBatch_Triggers() => Triggers("DD3020",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), [|BatchNorm|], ReLU, GlobalAvgPool2D, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 1)] partial class Net;",
        "BatchNorm (layer 2) takes mean and variance of each of its 24 channels from a single sample (BatchSize = 1), which say little "
        + "of the data. Use [GroupNorm(12)], which needs no batch, or train on batches of 16 or more.");

    [Theory]
    [InlineData("a batch of 4",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 4)] partial class Net;")]
    [InlineData("default",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("group norm",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), GroupNorm(8), ReLU, GlobalAvgPool2D, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 1)] partial class Net;")]
    [InlineData("frozen",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false, Trainable = false), BatchNorm(Trainable = false), ReLU, "
        + "GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 1)] partial class Net;")]
    public void DD3020_BatchNormOnSmallBatch_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3020_BatchNormOnSmallBatch_Fix() => FixTest.Fixed(
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 2)] partial class Net;\n",
        "Use [GroupNorm(12)]",
        "[Model, Input(8, 8, 1), Conv2D(24, Kernel = 3, Bias = false), GroupNorm(12), ReLU, GlobalAvgPool2D, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 2)] partial class Net;\n");

    [Fact]
    public Task DD3020_BatchNormOnSmallBatch_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dense(16, Bias = false), BatchNorm(Momentum = "
        + "0.2), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 2)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Bias = false), LayerNorm, ReLU, Dense(16, Bias = false), LayerNorm, ReLU, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 2)] partial class Net;\n");

    [Fact]
    public void DD3021_DeepPlainStack_Triggers() => Triggers("DD3021",
        "[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), ")
        + "[|Dense(16, Activation = Activation.ReLU)|], Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.ReLU) (layer 21) is number 21 of 22 layers with weights one behind another, with neither "
        + "normalisation nor skip between; beyond about 20, signals and gradients hardly get through. Put [BatchNorm] behind each of "
        + "them, or let a [Shortcut] pass every two.");

    [Theory]
    [InlineData("VGG-19 deep",
        "[Block, Dense(16, Activation = Activation.ReLU)] partial class Plain; "
        + "[Model, Input(4), Plain(Repeat = 18), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("normalised",
        "[Block, Dense(16, Bias = false), BatchNorm, ReLU] partial class Normed; "
        + "[Model, Input(4), Normed(Repeat = 24), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("skips",
        "[Block, Identity(Name = \"x\"), Dense(16, Activation = Activation.ReLU), Dense(16), Shortcut(\"x\"), "
        + "ReLU] partial class Res; [Model, Input(4), Res(Repeat = 12), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3021_DeepPlainStack_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3021_DeepPlainStack_Fix() => FixTest.Fixed(
        "[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), ")
        + "Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Put [BatchNorm] behind each of them",
        "[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), BatchNorm, ")
        + "Dense(16, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3021_DeepPlainStack_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), ")
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), ")
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n",
        "[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), BatchNorm, ")
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n[Model, Input(4), " + Times(20, "Dense(16, Activation = Activation.ReLU), BatchNorm, ")
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n");

    [Fact]
    public void DD3022_NoBias_Triggers() => Triggers("DD3022",
        "[Model, Input(4), Dense(16, Bias = [|false|]), Dropout(0.1), ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Bias = false) (layer 1) has no bias, and no normalisation directly behind it gives its 16 "
        + "channels a shift: each is 0 where its input is. Remove Bias = false, or put [BatchNorm] behind it.");

    [Theory]
    [InlineData("norm",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a sum in between",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"x\"), Dense(4, Bias = false), "
        + "Add(\"x\"), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a norm in front, with dropout and an activation between",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dropout(0.1), Dense(3, Bias = false), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("depthwise",
        "[Model, Input(8, 8, 3), DepthwiseConv2D(Kernel = 3, Bias = false), Conv2D(8, Kernel = 1, Bias = false), "
        + "BatchNorm, ReLU, GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("gate",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"x\"), Dense(4, Bias = false), "
        + "Multiply(\"x\"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3022_NoBias_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3022_NoBias_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Bias = false, Activation = Activation.ReLU), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove Bias = false",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3022_NoBias_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Bias = false), ReLU, Dense(3, Bias = false), Loss(Loss.SoftmaxCrossEntropy)] "
        + "partial class Net;\n",
        "[Model, Input(4), Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3028_ForgetfulBatchNorm_Triggers() => Triggers("DD3028",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm(Momentum = [|0.99|]), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "BatchNorm(Momentum = 0.99) (layer 2) takes 0.99 of its running statistics, used to predict, from the newest batch, and "
        + "forgets the others. Momentum is the share of the newest here. Set Momentum = 0.01 for what others call 0.99.");

    [Theory]
    [InlineData("BatchNorm(Momentum = 0.5)")]
    [InlineData("BatchNorm(Momentum = 0.01)")]
    [InlineData("BatchNorm(Momentum = 0.99, Trainable = false)")]
    public void DD3028_ForgetfulBatchNorm_DoesNotTrigger(string norm) =>
        DoesNotTrigger($"[Model, Input(4), Dense(16, Bias = false, Trainable = false), {norm}, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");

    [Fact]
    public Task DD3028_ForgetfulBatchNorm_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm(Momentum = 0.8), ReLU, Dense(3)] partial class Net;\n",
        "Set Momentum = 0.2",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm(Momentum = 0.2), ReLU, Dense(3)] partial class Net;\n");

    private static string Times(int count, string layers) => string.Concat(Enumerable.Repeat(layers, count));
}
