using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class TrainingRuleTests
{
    private static string Model(string train) => $"[Model, Input(20), Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.SoftmaxCrossEntropy), {train}] partial class Net;";

    [Fact]
    public void DD5001_rate_too_high_Triggers() => Triggers("DD5001", Model("Train(Optimizer = Optimizer.Adam, LearningRate = [|0.5|])"),
        "Train has LearningRate = 0.5, but Adam takes 1e-8 to 0.05: steps of that length overshoot, and the loss grows. Start from 0.001.");

    [Fact]
    public void DD5001_default_rate_of_Adadelta_Triggers() => Triggers("DD5001", Model("Train(Optimizer = [|Optimizer.Adadelta|])"),
        "Train has LearningRate = 0.001, its default, but Adadelta takes 0.01 to 10: steps that short hardly move a parameter. Start from 1.");

    [Theory]
    [InlineData("Train(LearningRate = [|0|])", "no parameter moves")]
    [InlineData("Train(Optimizer = Optimizer.Momentum, LearningRate = [|4|])", "Momentum takes 1e-7 to 0.2:")]
    [InlineData("Train(Optimizer = Optimizer.Lion, LearningRate = [|0.01|])", "Lion takes 1e-8 to 0.003:")]
    [InlineData("Train(Optimizer = Optimizer.RMSprop, LearningRate = [|0.25|])", "RMSprop takes 1e-8 to 0.05:")]
    public void DD5001_other_rates_Triggers(string train, string part) => Assert.Contains(part, Message("DD5001", Model(train)), StringComparison.Ordinal);

    /// <summary>
    /// Published choices: LeNet to ResNet, small networks on squared errors, large batches (Goyal et al., 2017), MobileNet, EfficientNet,
    /// GCN, fine-tuning of BERT, the sample that learns XOR, Lion's and Adadelta's papers.
    /// </summary>
    [Theory]
    [InlineData("Train")]
    [InlineData("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)")]
    [InlineData("Train(Optimizer = Optimizer.SGD, LearningRate = 1)")]
    [InlineData("Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 256)")]
    [InlineData("Train(Optimizer = Optimizer.Momentum, LearningRate = 3.2, WeightDecay = 5e-5, BatchSize = 8192)")]
    [InlineData("Train(Optimizer = Optimizer.Nesterov, LearningRate = 0.05, Momentum = 0.99)")]
    [InlineData("Train(Optimizer = Optimizer.Momentum, LearningRate = 1e-5)")]
    [InlineData("Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.045, Rho = 0.9, Epsilon = 1)")]
    [InlineData("Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.256, Epsilon = 1e-3, BatchSize = 4096)")]
    [InlineData("Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, WeightDecay = 5e-4)")]
    [InlineData("Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)")]
    [InlineData("Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)")]
    [InlineData("Train(Optimizer = Optimizer.AdamW, LearningRate = 2e-5)")]
    [InlineData("Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-3, WeightDecay = 0.3, ClipNorm = 1)")]
    [InlineData("Train(Optimizer = Optimizer.Adagrad, LearningRate = 0.1)")]
    [InlineData("Train(Optimizer = Optimizer.Adadelta, LearningRate = 1, Rho = 0.95)")]
    [InlineData("Train(Optimizer = Optimizer.Lion, LearningRate = 3e-4, WeightDecay = 1, Beta2 = 0.99)")]
    public void Published_settings_DoesNotTrigger(string train) => DoesNotTrigger(Model(train));

    /// <summary>Convex problems, narrow networks, and what keeps values or steps in bounds, take higher rates.</summary>
    [Theory]
    [InlineData("Dense(1), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 5)", true)]
    [InlineData("Dense(1), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.9)", true)]
    [InlineData("Dense(1), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", false)]
    [InlineData("Dense(8, Activation = Activation.Tanh), Dense(1), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 5)", false)]
    [InlineData("Dense(8, Activation = Activation.Tanh), Dense(1), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.1)", true)]
    [InlineData("Dense(64, Activation = Activation.Tanh), Dense(1), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.1)", false)]
    [InlineData("Dense(64, Activation = Activation.Sigmoid), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", true)]
    [InlineData("Dense(64, Activation = Activation.ReLU), Dense(3), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", true)]
    [InlineData("Dense(64, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", false)]
    [InlineData("Dense(64, Activation = Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", false)]
    [InlineData("Dense(64, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy), "
        + "Train(Optimizer = Optimizer.Adam, LearningRate = 0.1, BatchSize = 4096)", false)]
    [InlineData("Dense(64), LayerNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 3)", true)]
    [InlineData("Dense(64, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy), "
        + "Train(Optimizer = Optimizer.SGD, LearningRate = 3, ClipNorm = 1)", true)]
    public void DD5001_depends_on_the_model(string model, bool isSound) => Assert.Equal(
        isSound ? [] : ["DD5001"], Diagnostics(Sources.Compile($"using DeepDsl;\n[Model, Input(10), {model}] partial class Net;")).Select(d => d.Id));

    [Fact]
    public void DD5002_momentum_above_1_Triggers() => Triggers("DD5002",
        Model("Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = [|9|])"),
        "Train has Momentum = 9, but it must be from 0 to below 1: new Net() throws. Remove Momentum.");

    [Theory]
    [InlineData("LearningRate = [|-0.1|]", "finite and at least 0")]
    [InlineData("BatchSize = [|0|]", "at least 1")]
    [InlineData("Beta2 = [|1|]", "from 0 to below 1")]
    [InlineData("ClipNorm = [|-1|]", "finite and at least 0")]
    public void DD5002_other_settings_Triggers(string argument, string demand) =>
        Assert.Contains($"must be {demand}: ", Message("DD5002", Model($"Train({argument})")), StringComparison.Ordinal);

    [Fact]
    public void DD5002_limits_of_the_ranges_DoesNotTrigger() =>
        DoesNotTrigger(Model("Train(BatchSize = 4, Beta1 = 0, Beta2 = 0.9999, WeightDecay = 0, ClipNorm = 0)"));

    [Fact]
    public void DD5003_two_decays_Triggers() => Triggers("DD5003",
        "[Model, Input(8), Dense(2, L2 = [|0.001|]), Loss(Loss.Huber), Train(Optimizer = Optimizer.AdamW)] partial class Net;",
        "Dense(2, L2 = 0.001) (layer 1) has L2 = 0.001, and AdamW decays all weights by 0.01, its default. Remove L2, or set "
        + "WeightDecay = 0.");

    [Theory]
    [InlineData("Dense(2, L2 = 0.001), Loss(Loss.Huber), Train")]
    [InlineData("Dense(2, L2 = 0.001), Loss(Loss.Huber), Train(Optimizer = Optimizer.AdamW, WeightDecay = 0)")]
    [InlineData("Dense(2, L1 = 0.001), Loss(Loss.Huber), Train(Optimizer = Optimizer.AdamW)")]
    [InlineData("Dense(2), Loss(Loss.Huber), Train(WeightDecay = 0.001)")]
    public void DD5003_one_decay_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, Input(8), {layers}] partial class Net;");

    [Fact]
    public void DD5004_bound_below_the_start_Triggers() => Triggers("DD5004",
        "[Model, Input(100), Dense(8, Activation = Activation.ReLU, MaxNorm = [|0.5|]), Dense(2)] partial class Net;",
        "Dense(8, Activation = Activation.ReLU, MaxNorm = 0.5) (layer 1) bounds the norm of the weights into each unit by 0.5, but "
        + "they start at about 1.41: the first update scales all of them down. Set MaxNorm = 3.");

    [Theory]
    [InlineData("Dense(8, MaxNorm = 3)")]
    [InlineData("Dense(300, MaxNorm = 1)")]
    [InlineData("Dense(8, Init = Init.Normal, InitValue = 0.01, MaxNorm = 0.5)")]
    [InlineData("Dense(8)")]
    public void DD5004_bound_above_the_start_DoesNotTrigger(string layer) => DoesNotTrigger($"[Model, Input(100), {layer}] partial class Net;");

    [Fact]
    public void DD5005_one_sample_Triggers() => Triggers("DD5005", Model("Train(BatchSize = [|1|])"),
        "Train has BatchSize = 1: the gradient of one sample is mostly noise, and a step on 32 takes little longer. Set BatchSize = 32.");

    /// <summary>U-Net and CycleGAN were trained so: their images fill the memory.</summary>
    [Theory]
    [InlineData("Input(256, 256, 3), Conv2D(4, Kernel = 3, Activation = Activation.ReLU), Loss(Loss.Huber), Train(BatchSize = 1)")]
    [InlineData("Input(16, 16, 3), Conv2D(4, Kernel = 3, Bias = false), InstanceNorm, ReLU, Loss(Loss.Huber), Train(BatchSize = 1)")]
    [InlineData("Input(8), Dense(2), Train(BatchSize = 1)")]
    [InlineData("Input(8), Dense(2), Loss(Loss.Huber), Train(BatchSize = 4)")]
    public void DD5005_batches_with_a_reason_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void DD5006_all_frozen_Triggers() => Triggers("DD5006",
        "[Model, Input(8), Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2, Trainable = [|false|]), Loss(Loss.Huber)] partial class Net;",
        "Net has a loss, but all of its 4 parameters are frozen, up to those of Dense(2, Trainable = false) (layer 2): no step changes anything. "
        + "Train at least the last layer.");

    [Theory]
    [InlineData("Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2), Loss(Loss.Huber)")]
    [InlineData("Dense(2, Trainable = false)")]
    [InlineData("Sigmoid, Loss(Loss.Huber)")]
    public void DD5006_something_to_train_or_nothing_to_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, Input(8), {layers}] partial class Net;");

    [Fact]
    public void DD5007_frozen_norm_Triggers() => Triggers("DD5007",
        "[Model, Input(8), Dense(4, Bias = false), BatchNorm(Trainable = [|false|]), ReLU, Dense(2), Loss(Loss.Huber)] partial class Net;",
        "BatchNorm(Trainable = false) (layer 2) keeps its running statistics, but Dense(4, Bias = false) (layer 1) before it is trained and drifts away "
        + "from them. Train both, or freeze both.");

    [Fact]
    public void DD5007_inside_a_block_Triggers_once() => Assert.NotEmpty(Message("DD5007",
        "[Block, Dense(4, Bias = false), BatchNorm(Trainable = false), ReLU] partial class Unit;\n"
        + "[Model, Input(8), [|Unit(Repeat = 3)|], Dense(2), Loss(Loss.Huber)] partial class Net;"));

    [Theory]
    [InlineData("Dense(4, Bias = false, Trainable = false), BatchNorm(Trainable = false), ReLU, Dense(2), Loss(Loss.Huber)")]
    [InlineData("BatchNorm(Trainable = false), Dense(2), Loss(Loss.Huber)")]
    [InlineData("Dense(4, Bias = false), BatchNorm, ReLU, Dense(2), Loss(Loss.Huber)")]
    public void DD5007_norm_and_layer_alike_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, Input(8), {layers}] partial class Net;");

    [Fact]
    public void DD5008_norm_above_what_values_reach_Triggers() => Triggers("DD5008",
        Model("Train(ClipValue = 0.01, ClipNorm = [|1|])"),
        "Train has ClipNorm = 1, which never acts: ClipValue = 0.01 keeps the norm of all 370 gradients at 0.1924 or below. Remove "
        + "ClipNorm, or make it smaller.");

    [Theory]
    [InlineData("ClipValue = 0.01, ClipNormPerParameter = [|0.2|]", "the largest parameter, of 320 values, at 0.1789 or below")]
    [InlineData("ClipNormPerParameter = 0.5, ClipNorm = [|1|]", "the norm of all 4 parameters at 1 or below")]
    public void DD5008_other_bounds_Triggers(string bounds, string part) =>
        Assert.Contains(part, Message("DD5008", Model($"Train({bounds})")), StringComparison.Ordinal);

    [Theory]
    [InlineData("ClipValue = 0.5, ClipNorm = 1")]
    [InlineData("ClipNormPerParameter = 1, ClipNorm = 1")]
    [InlineData("ClipNormPerParameter = 1, ClipValue = 0.1")]
    [InlineData("ClipNorm = 1")]
    public void DD5008_bounds_that_act_DoesNotTrigger(string bounds) => DoesNotTrigger(Model($"Train({bounds})"));

    [Fact]
    public void DD5009_momentum_of_SGD_Triggers() => Triggers("DD5009",
        Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Momentum = [|0.9|])"),
        "Train has Momentum = 0.9, but SGD has no Momentum: the setting does nothing. Use Optimizer.Momentum, or remove Momentum.");

    [Theory]
    [InlineData("Momentum = [|0.9|]")]
    [InlineData("Optimizer = Optimizer.RMSprop, Momentum = [|0.9|]")]
    [InlineData("Optimizer = Optimizer.Adagrad, LearningRate = 0.01, Beta1 = [|0.5|]")]
    [InlineData("Optimizer = Optimizer.Lion, LearningRate = 1e-4, Epsilon = [|1e-6|]")]
    public void DD5009_other_settings_Triggers(string arguments) => Assert.NotEmpty(Message("DD5009", Model($"Train({arguments})")));

    [Fact]
    public void DD5009_rate_too_high_for_momentum_Triggers() => Assert.Contains("Use Optimizer.Momentum and a smaller rate, or remove Momentum.", Message("DD5009",
        Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.5, Momentum = [|0.9|])")), StringComparison.Ordinal);

    [Fact]
    public void DD5009_momentum_of_0_DoesNotTrigger() => DoesNotTrigger(Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Momentum = 0)"));

    [Fact]
    public void DD5010_strong_decay_Triggers() => Triggers("DD5010",
        Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, WeightDecay = [|0.5|])"),
        "Train has WeightDecay = 0.5, which at a rate of 0.1 takes 5% of every weight in a step, faster than it can learn. Set "
        + "WeightDecay = 1e-4, as is usual.");

    [Theory]
    [InlineData("Optimizer = Optimizer.SGD, LearningRate = 0.5, WeightDecay = [|2|]", "turns every weight over in a step")]
    [InlineData("Optimizer = Optimizer.Momentum, LearningRate = 0.1, WeightDecay = [|0.1|]", "takes 10% of every weight in a step")]
    [InlineData("Optimizer = Optimizer.AdamW, LearningRate = 0.003, WeightDecay = [|10|]", "takes 3% of every weight in a step")]
    public void DD5010_other_optimizers_Triggers(string arguments, string part) =>
        Assert.Contains(part, Message("DD5010", Model($"Train({arguments})")), StringComparison.Ordinal);

    [Fact]
    public void DD5011_penalty_of_a_frozen_layer_Triggers() => Triggers("DD5011",
        "[Model, Input(8), Dense(4, Activation = Activation.ReLU, L2 = [|0.01|], MaxNorm = 3, Trainable = false), Dense(2), Loss(Loss.Huber)] partial class Net;",
        "Dense(4, Activation = Activation.ReLU, L2 = 0.01, MaxNorm = 3, Trainable = false) (layer 1) has L2 = 0.01 and MaxNorm = 3, "
        + "but Trainable = false: its weights don't move. Remove L2 and MaxNorm, or remove Trainable = false.");

    [Fact]
    public void DD5011_functions_of_a_frozen_weight_Trigger() => Triggers("DD5011",
        "[Model, Input(8), Dense(4, Activation = Activation.ReLU, Penalty = [|nameof(P)|], Constraint = nameof(P), Trainable = false), Dense(2), Loss(Loss.Huber)] "
        + "partial class Net { static float P(float w) => w * w; }",
        "Dense(4, Activation = Activation.ReLU, Penalty = \"P\", Constraint = \"P\", Trainable = false) (layer 1) has Penalty = \"P\" "
        + "and Constraint = \"P\", but Trainable = false: its weights don't move. Remove Penalty and Constraint, or remove Trainable = "
        + "false.");

    [Fact]
    public void DD5011_frozen_layer_without_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(8), Dense(4, Activation = Activation.ReLU, L2 = 0, Trainable = false), Dense(2, L2 = 0.01), Loss(Loss.Huber)] partial class Net;");

    [Fact]
    public void DD5012_strong_L2_Triggers() => Triggers("DD5012",
        "[Model, Input(20), Dense(16, Activation = Activation.ReLU, L2 = [|1|]), Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.ReLU, L2 = 1) (layer 1) pulls every weight to 0 with 2 times its value: more than "
        + "cross-entropy pulls back, so that weights end near 0 and all inputs get the same answer. Set L2 = 0.0001.");

    [Fact]
    public void DD5012_strong_decay_under_Adam_Triggers() => Triggers("DD5012",
        Model("Train(Optimizer = Optimizer.Adam, WeightDecay = [|1|])"),
        "Train has WeightDecay = 1, which Adam adds to every gradient, times the weight: more than cross-entropy pulls back, so that "
        + "weights end near 0 and all inputs get the same answer. Set WeightDecay = 1e-4.");

    [Theory]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = [|0.1|]), Dense(2, L2 = [|0.1|]), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L1 = [|0.1|]), Dense(2), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = [|0.05|]), Dense(2, L2 = [|0.05|]), Loss(Loss.SoftmaxCrossEntropy, Weight = 0.5)")]
    [InlineData("Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, WeightDecay = [|100|])")]
    public void DD5012_other_penalties_Triggers(string layers) =>
        Assert.NotEmpty(Message("DD5012", $"[Model, Input(20), {layers}] partial class Net;"));

    /// <summary>Usual penalties, one layer of weights, heads beside each other, a loss of more weight, squared errors, decay beside the gradient.</summary>
    [Theory]
    [InlineData("Dense(16, Activation = Activation.ReLU, Name = \"x\"), Dense(2, L2 = 0.1, Name = \"a\"), Dense(3, L2 = 0.1, Name = \"b\", From = \"x\"), "
        + "Output(\"a\"), Output(\"b\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"a\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"b\")")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = 1), Dense(2, L1 = 0.1), Loss(Loss.SoftmaxCrossEntropy, Weight = 10)")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = 0.01), Dense(2, L1 = 0.01), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Dense(2, L2 = 3), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = 0.1), Dense(2), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Dense(16, Activation = Activation.ReLU, L2 = 1), Dense(2), Loss(Loss.MeanSquaredError)")]
    [InlineData("Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, WeightDecay = 10)")]
    [InlineData("Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.SoftmaxCrossEntropy), "
        + "Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-4, WeightDecay = 1)")]
    public void DD5012_DoesNotTrigger(string layers) => DoesNotTrigger($"[Model, Input(20), {layers}] partial class Net;");

    [Theory]
    [InlineData("2", "the gradient of so few samples is mostly noise, and a step on more takes little longer", "32")]
    [InlineData("16384", "an epoch has few steps, which take memory and a larger learning rate", "512")]
    public void DD5014_UnusualBatch_Triggers(string batch, string effect, string usual) => Triggers("DD5014",
        $"[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 1e-3, BatchSize = [|{batch}|])] partial class Net;",
        $"Train has BatchSize = {batch}: {effect}; 8 to 512 are usual. Set BatchSize = {usual}.");

    /// <summary>Norms of a sample by itself ask for few samples, never for many.</summary>
    [Fact]
    public void DD5014_many_samples_of_a_model_with_norms_Triggers() => Assert.NotEmpty(Message("DD5014",
        "[Model, Input(8), Dense(32, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = [|100000|])] partial class Net;"));

    [Theory]
    [InlineData("4")]
    [InlineData("8192")]
    public void DD5014_usual_batches_DoesNotTrigger(string batch) => DoesNotTrigger("DD5014",
        $"[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 1e-3, BatchSize = {batch})] partial class Net;");

    [Fact]
    public void DD5015_SlowRate_Triggers() => Triggers("DD5015",
        "[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = [|1e-7|])] partial class Net;",
        "Train has LearningRate = 1e-7, with which Adam takes 10000 steps for what one of 0.001 does: right for the end of "
        + "fine-tuning, and very slow from random weights. Start from 0.001.");

    [Fact]
    public void DD5015_rates_of_fine_tuning_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-5)] partial class Net;");
}
