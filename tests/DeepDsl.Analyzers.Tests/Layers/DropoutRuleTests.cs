using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class DropoutRuleTests
{
    [Fact]
    public void DD3011_SeluWithDropout_Triggers() => Triggers("DD3011",
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), [|Dropout(0.1)|], Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.1) (layer 2) sets values behind SELU of Dense(32, Activation = Activation.SELU) (layer 1) to 0, "
        + "which changes the mean 0 and variance 1 that SELU keeps. Use [AlphaDropout], which drops to SELU's lower limit.");

    [Theory]
    [InlineData("alpha",
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), AlphaDropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("ReLU",
        "[Model, Input(4), Dense(32, Activation = Activation.ReLU), Dropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("rate 0",
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), Dropout(0), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3011_SeluWithDropout_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3011_SeluWithDropout_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), Dropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use [AlphaDropout]",
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), AlphaDropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3011_SeluWithDropout_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), Dropout(0.1), Dense(32, Activation = "
        + "Activation.SELU), Dropout(0.2), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(32, Activation = Activation.SELU), AlphaDropout(0.1), Dense(32, Activation = "
        + "Activation.SELU), AlphaDropout(0.2), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3043_DropoutOnMaps_Triggers() => Triggers("DD3043",
        "[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), [|Dropout(0.2)|], "
        + "Conv2D(16, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.2) (layer 2) drops single values of [30, 30, 16], whose neighbours say nearly the same. "
        + "Use [SpatialDropout2D], which drops whole channels.");

    /// <summary>In front of dense layers, of windows of one position, and of tokens, values are features.</summary>
    [Theory]
    [InlineData("Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Dropout(0.2), Flatten, Dense(3)")]
    [InlineData("Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Dropout(0.2), Conv2D(3, Kernel = 1), GlobalAvgPool2D")]
    [InlineData("Input(32, Type = ElementType.Int32), Embedding(100, 16), Dropout(0.2), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), GlobalMaxPool1D, Dense(3)")]
    public void DD3043_on_features_DoesNotTrigger(string layers) =>
        DoesNotTrigger("DD3043", $"[Model, {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");

    [Fact]
    public Task DD3043_DropoutOnMaps_Fix() => FixTest.Fixed(
        "[Model, Input(32, 3), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Dropout(0.2), Conv1D(16, Kernel = 3, Activation = "
        + "Activation.ReLU), GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use [SpatialDropout1D]",
        "[Model, Input(32, 3), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), SpatialDropout1D(0.2), Conv1D(16, Kernel = 3, Activation = "
        + "Activation.ReLU), GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3015_DropoutBeforeBatchNorm_Triggers() => Triggers("DD3015",
        "[Model, Input(4), Dense(64), [|Dropout(0.5)|], ReLU, BatchNorm, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.5) (layer 2) stands in front of BatchNorm (layer 4): in training it makes mean squares 2 times "
        + "as large, and the norm's running statistics, used to predict, keep that. Move it behind the norm.");

    [Theory]
    [InlineData("behind it",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), BatchNorm, Dropout(0.5), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("layer norm",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.5), LayerNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("weights between",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.5), Dense(16, Bias = false), "
        + "BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3015_DropoutBeforeBatchNorm_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3015_DropoutBeforeBatchNorm_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.25), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Move it behind the batch norm",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), BatchNorm, Dropout(0.25), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3015_DropoutBeforeBatchNorm_FixAll() => FixTest.FixesAll(
        "[Model, Input(4)]\n"
        + "[Dense(64)]\n"
        + "[Dropout(0.5)]\n"
        + "[BatchNorm]\n"
        + "[ReLU]\n"
        + "[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n"
        + "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.1), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n",
        "[Model, Input(4)]\n"
        + "[Dense(64, Bias = false)]\n"
        + "[BatchNorm]\n"
        + "[Dropout(0.5)]\n"
        + "[ReLU]\n"
        + "[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n"
        + "[Model, Input(4), Dense(64, Activation = Activation.ReLU), BatchNorm, Dropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n");

    /// <summary>As texts the two overlap: each rewrites the lists of one class.</summary>
    [Fact]
    public Task DD3015_DropoutBeforeBatchNorm_FixAll_within_one_model() => FixTest.FixesAll(
        "[Model, Input(4)]\n"
        + "[Dense(64)]\n"
        + "[Dropout(0.5)]\n"
        + "[BatchNorm]\n"
        + "[ReLU]\n"
        + "[Dense(32), Dropout(0.2), BatchNorm, ReLU]\n"
        + "[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n",
        "[Model, Input(4)]\n"
        + "[Dense(64, Bias = false)]\n"
        + "[BatchNorm]\n"
        + "[Dropout(0.5)]\n"
        + "[ReLU]\n"
        + "[Dense(32, Bias = false), BatchNorm, Dropout(0.2), ReLU]\n"
        + "[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n");

    [Fact]
    public void DD3017_DropoutOnScores_Triggers() => Triggers("DD3017",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dense(3), [|Dropout(0.5)|], Softmax, "
        + "Loss(Loss.CategoricalCrossEntropy)] partial class Net;",
        "Dropout(0.5) (layer 3) drops 50% of the model's [3] scores, and no layer behind it can make up for that. Remove it, or put it "
        + "in front of the last layer.");

    [Theory]
    [InlineData("further up",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.5), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("an encoder without loss",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dense(16), Dropout(0.1)] partial class Net;")]
    public void DD3017_DropoutOnScores_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3017_DropoutOnScores_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dense(3), Dropout(0.5), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove it",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3017_DropoutOnScores_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(3)]\n"
        + "[Dropout(0.5)]\n"
        + "[Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n[Model, Input(4), Dense(1), Dropout(0.1), Loss(Loss.MeanSquaredError)] partial class B;\n",
        "[Model, Input(4), Dense(3)]\n"
        + "[Loss(Loss.SoftmaxCrossEntropy)]\n"
        + "partial class A;\n[Model, Input(4), Dense(1), Loss(Loss.MeanSquaredError)] partial class B;\n");

    [Fact]
    public void DD3049_NearlyAllDropped_Triggers() => Triggers("DD3049",
        "[Model, Input(32), Dense(64, Activation = Activation.ReLU), Dropout([|0.95|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.95) (layer 2) drops 95% of 64 values and leaves 5%; rates of 0.1 to 0.5 are usual. Take a rate of 0.5 or less.");

    [Fact]
    public void DD3018_HighDropoutRate_Triggers() => Triggers("DD3018",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout([|0.75|]), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.75) (layer 2) drops 75% of 64 values and leaves 25%; rates of 0.1 to 0.5 are usual. Take a rate of 0.5 or less.");

    [Theory]
    [InlineData("usual",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.5), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("0.6",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.6), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3018_HighDropoutRate_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3018_HighDropoutRate_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(rate: 0.9), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Take a rate of 0.5",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(rate: 0.5), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3018_HighDropoutRate_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.8), Dense(64, Activation = "
        + "Activation.ReLU), Dropout(0.7), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(64, Activation = Activation.ReLU), Dropout(0.5), Dense(64, Activation = "
        + "Activation.ReLU), Dropout(0.5), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    /// <summary>Of two things to say of one layer the rate, which matters whatever it drops.</summary>
    [Fact]
    public void DD3018_between_convolutions_Triggers() => Assert.Contains("leaves 10%", Message("DD3018",
        "[Model, Input(8, 8, 3), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), Dropout([|0.9|]), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), "
        + "Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD3019_DropoutOnFewUnits_Triggers() => Triggers("DD3019",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU), [|Dropout(0.5)|], Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dropout(0.5) (layer 2) drops all 4 values of Dense(4, Activation = Activation.ReLU) (layer 1) at once in 6.3% of the samples, "
        + "which then tell the layers behind nothing; dropout belongs on wider layers. Remove it.");

    [Theory]
    [InlineData("wide",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dropout(0.5), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a low rate",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU), Dropout(0.1), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3019_DropoutOnFewUnits_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3019_DropoutOnFewUnits_Fix() => FixTest.Fixed(
        "[Model, Input(8, 8, 1), Conv2D(2, Kernel = 3, Activation = Activation.ReLU), SpatialDropout2D(0.2), "
        + "Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove it",
        "[Model, Input(8, 8, 1), Conv2D(2, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3019_DropoutOnFewUnits_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU), Dropout(0.5), Dense(4, Activation = "
        + "Activation.ReLU), Dropout(0.4), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU), Dense(4, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3017_noise_on_what_comes_out_Triggers() => Triggers("DD3017",
        "[Model, Input(64), Dense(16, Activation = Activation.ReLU), Dense(64), [|GaussianNoise(0.3)|], Loss(Loss.MeanSquaredError)] "
            + "partial class Net;",
        "GaussianNoise(0.3) (layer 3) adds noise of deviation 0.3 to the model's [64] scores, and no layer behind it can make up for that. "
            + "Remove it, or put it in front of the "
        + "last layer.");

    [Fact]
    public void DD3017_noise_on_what_goes_in_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(64), GaussianNoise(0.3), Dense(16, Activation = Activation.ReLU), GaussianNoise(0.1), Dense(64), "
            + "Loss(Loss.MeanSquaredError)] partial class Net;");
}
