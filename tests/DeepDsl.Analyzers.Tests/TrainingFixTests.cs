using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

public sealed class TrainingFixTests
{
    private static string Model(string train, string name = "Net") =>
        $"[Model]\n[Input(20), Dense(2)]\n[Loss(Loss.SoftmaxCrossEntropy), {train}]\npartial class {name};\n";

    private static string Layers(string layers, string name = "Net") => $"[Model, Input(20), {layers}]\npartial class {name};\n";

    [Fact]
    public Task DD5001_SetLearningRate() => FixTest.Fixed(Model("Train(BatchSize = 8, LearningRate = 15)"), "Set LearningRate = 0.001", Model("Train(BatchSize = 8, LearningRate = 0.001)"));

    [Fact]
    public Task DD5001_SetLearningRate_for_all() => FixTest.FixesAll(
        Model("Train(Optimizer = Optimizer.Adadelta)", "A") + Model("Train(LearningRate = 30, Optimizer = Optimizer.SGD)", "B"),
        Model("Train(Optimizer = Optimizer.Adadelta, LearningRate = 1)", "A") + Model("Train(LearningRate = 0.01, Optimizer = Optimizer.SGD)", "B"));

    [Fact]
    public Task DD5002_RemoveSetting() => FixTest.Fixed(Model("Train(Beta1 = 1.5, LearningRate = 0.01)"), "Remove Beta1 = 1.5", Model("Train(LearningRate = 0.01)"));

    [Fact]
    public Task DD5002_RemoveSetting_for_all() => FixTest.FixesAll(
        Model("Train(BatchSize = -1)", "A") + Model("Train(LearningRate = -0.01, ClipNorm = 1)", "B"),
        Model("Train", "A") + Model("Train(LearningRate = 0.001, ClipNorm = 1)", "B"));

    [Fact]
    public Task DD5003_RemoveL2() => FixTest.Fixed(Layers("Dense(2, L2 = 0.01), Loss(Loss.Huber), Train(WeightDecay = 0.01)"), "Remove L2", Layers("Dense(2), Loss(Loss.Huber), Train(WeightDecay = 0.01)"));

    [Fact]
    public Task DD5003_RemoveL2_for_all() => FixTest.FixesAll(
        Layers("Dense(4, L2 = 0.01, Activation = Activation.ReLU), Dense(2, L2 = 0.02), Loss(Loss.Huber), Train(WeightDecay = 0.01)", "A") + Layers("Dense(2, L1 = 0.1, L2 = 0.1), Loss(Loss.Huber), Train(Optimizer = Optimizer.AdamW)", "B"),
        Layers("Dense(4, Activation = Activation.ReLU), Dense(2), Loss(Loss.Huber), Train(WeightDecay = 0.01)", "A") + Layers("Dense(2, L1 = 0.1), Loss(Loss.Huber), Train(Optimizer = Optimizer.AdamW)", "B"));

    [Fact]
    public Task DD5004_SetMaxNorm() => FixTest.Fixed(Layers("Dense(2, MaxNorm = 0.5)"), "Set MaxNorm = 3", Layers("Dense(2, MaxNorm = 3)"));

    [Fact]
    public Task DD5004_SetMaxNorm_for_all() => FixTest.FixesAll(
        Layers("Dense(2, MaxNorm = 0.5)", "A") + Layers("Dense(2, Init = Init.Normal, InitValue = 1, MaxNorm = 2)", "B"),
        Layers("Dense(2, MaxNorm = 3)", "A") + Layers("Dense(2, Init = Init.Normal, InitValue = 1, MaxNorm = 5)", "B"));

    [Fact]
    public Task DD5005_SetBatchSize() => FixTest.Fixed(Model("Train(BatchSize = 1)"), "Set BatchSize = 32", Model("Train(BatchSize = 32)"));

    [Fact]
    public Task DD5005_SetBatchSize_for_all() => FixTest.FixesAll(
        Model("Train(BatchSize = 1)", "A") + Model("Train(BatchSize = 1, LearningRate = 0.01)", "B"),
        Model("Train(BatchSize = 32)", "A") + Model("Train(BatchSize = 32, LearningRate = 0.01)", "B"));

    [Fact]
    public Task DD5006_TrainTheLastLayer() => FixTest.Fixed(Layers("Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2, Trainable = false), Loss(Loss.Huber)"), "Remove Trainable = false", Layers("Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2), Loss(Loss.Huber)"));

    [Fact]
    public Task DD5006_TrainTheLastLayer_for_all() => FixTest.FixesAll(
        Layers("Dense(2, Trainable = false), Loss(Loss.Huber)", "A") + Layers("Dense(3, Trainable = false), Loss(Loss.Huber)", "B"),
        Layers("Dense(2), Loss(Loss.Huber)", "A") + Layers("Dense(3), Loss(Loss.Huber)", "B"));

    [Fact]
    public Task DD5007_TrainTheNorm() => FixTest.Fixed(Layers("Dense(4, Bias = false), BatchNorm(Trainable = false), ReLU, Dense(2), Loss(Loss.Huber)"), "Remove Trainable = false", Layers("Dense(4, Bias = false), BatchNorm, ReLU, Dense(2), Loss(Loss.Huber)"));

    [Fact]
    public Task DD5007_TrainTheNorm_for_all() => FixTest.FixesAll(
        Layers("Dense(3, Bias = false), BatchNorm(Trainable = false, Eps = 0.001), ReLU, Dense(2), Loss(Loss.Huber)", "A") + Layers("Dense(4, Bias = false), BatchNorm(Trainable = false, Eps = 0.001), ReLU, Dense(2), Loss(Loss.Huber)", "B"),
        Layers("Dense(3, Bias = false), BatchNorm(Eps = 0.001), ReLU, Dense(2), Loss(Loss.Huber)", "A") + Layers("Dense(4, Bias = false), BatchNorm(Eps = 0.001), ReLU, Dense(2), Loss(Loss.Huber)", "B"));

    [Fact]
    public Task DD5008_RemoveClip() => FixTest.Fixed(Model("Train(ClipValue = 0.01, ClipNorm = 5, LearningRate = 0.01)"), "Remove ClipNorm", Model("Train(ClipValue = 0.01, LearningRate = 0.01)"));

    [Fact]
    public Task DD5008_RemoveClip_for_all() => FixTest.FixesAll(
        Model("Train(ClipNorm = 9, ClipNormPerParameter = 1)", "A") + Model("Train(ClipNormPerParameter = 9, ClipValue = 0.01)", "B"),
        Model("Train(ClipNormPerParameter = 1)", "A") + Model("Train(ClipValue = 0.01)", "B"));

    [Fact]
    public Task DD5009_UseMomentum() => FixTest.Fixed(Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Momentum = 0.9)"), "Use Optimizer.Momentum", Model("Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9)"));

    /// <summary>With momentum the rate would be above the usual: no fix leads to DD5001.</summary>
    [Fact]
    public Task DD5009_RemoveMomentum_at_a_high_rate() => FixTest.Fixed(
        Layers("Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.5, Momentum = 0.9)"),
        "Remove Momentum",
        Layers("Dense(16, Activation = Activation.ReLU), Dense(2), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.5)"));

    [Fact]
    public Task DD5009_RemoveSetting_for_all() => FixTest.FixesAll(
        Model("Train(Momentum = 0.9)", "A") + Model("Train(Optimizer = Optimizer.RMSprop, Beta1 = 0.9, Beta2 = 0.9, Rho = 0.9)", "B"),
        Model("Train", "A") + Model("Train(Optimizer = Optimizer.RMSprop, Rho = 0.9)", "B"));

    [Fact]
    public Task DD5010_SetWeightDecay() => FixTest.Fixed(Model("Train(Optimizer = Optimizer.Lion, LearningRate = 0.001, WeightDecay = 30)"), "Set WeightDecay = 0.1", Model("Train(Optimizer = Optimizer.Lion, LearningRate = 0.001, WeightDecay = 0.1)"));

    [Fact]
    public Task DD5010_SetWeightDecay_for_all() => FixTest.FixesAll(
        Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, WeightDecay = 1)", "A") + Model("Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, WeightDecay = 1)", "B"),
        Model("Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, WeightDecay = 1e-4)", "A") + Model("Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, WeightDecay = 1e-4)", "B"));

    [Fact]
    public Task DD5011_RemovePenalties() => FixTest.Fixed(Layers("Dense(4, Activation = Activation.ReLU, L2 = 0.01, MaxNorm = 3, Trainable = false), Dense(2), Loss(Loss.Huber)"), "Remove L2 and MaxNorm", Layers("Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2), Loss(Loss.Huber)"));

    [Fact]
    public Task DD5011_RemovePenalties_for_all() => FixTest.FixesAll(
        Layers("Dense(3, Activation = Activation.ReLU, L1 = 0.01, Trainable = false), Dense(2), Loss(Loss.Huber)", "A") + Layers("Dense(4, Activation = Activation.ReLU, L1 = 0.01, Trainable = false), Dense(2), Loss(Loss.Huber)", "B"),
        Layers("Dense(3, Activation = Activation.ReLU, Trainable = false), Dense(2), Loss(Loss.Huber)", "A") + Layers("Dense(4, Activation = Activation.ReLU, Trainable = false), Dense(2), Loss(Loss.Huber)", "B"));

    [Fact]
    public Task DD5012_SetL1() => FixTest.Fixed(
        Layers("Dense(16, Activation = Activation.ReLU, L1 = 0.2), Dense(2), Loss(Loss.SoftmaxCrossEntropy)"),
        "Set L1 = 0.00001",
        Layers("Dense(16, Activation = Activation.ReLU, L1 = 0.00001), Dense(2), Loss(Loss.SoftmaxCrossEntropy)"));
}
