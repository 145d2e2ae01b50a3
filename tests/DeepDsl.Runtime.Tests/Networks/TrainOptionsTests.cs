using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class TrainOptionsTests
{
    [Fact]
    public void Options_start_as_declared()
    {
        TrainDefaults train = new(Optimizer.Lion, 3e-4, 12)
        {
            ClipNorm = 1,
            ClipValue = 2,
            ClipNormPerParameter = 3,
            WeightDecay = 0.1,
            Beta1 = 0.8,
        };
        TrainOptions options = new TinyMlp(TinyMlp.Define(train)).Training;
        Assert.Equal((Optimizer.Lion, 3e-4, 12), (options.Optimizer, options.LearningRate, options.BatchSize));
        Assert.Equal((1, 2, 3), (options.ClipNorm, options.ClipValue, options.ClipNormPerParameter));
        Assert.Equal((0.1, 0.8, null), (options.WeightDecay, options.Beta1, options.Beta2));
        Assert.True(options.DecayBiases);
    }

    [Theory]
    [InlineData(Optimizer.SGD, 0, 0.999, 1e-8, 0.99)]
    [InlineData(Optimizer.Adagrad, 0, 0.999, 1e-10, 0.99)]
    [InlineData(Optimizer.Adadelta, 0, 0.999, 1e-6, 0.9)]
    [InlineData(Optimizer.AdamW, 0.01, 0.999, 1e-8, 0.99)]
    [InlineData(Optimizer.Lion, 0, 0.99, 1e-8, 0.99)]
    public void What_is_not_set_is_the_optimizers_own(Optimizer optimizer, double decay, double beta2, double epsilon, double rho)
    {
        TrainOptions options = new TinyMlp().Training;
        options.Optimizer = optimizer;
        OptimizerStep step = options.Step(1, default, [], 0, 1);
        Assert.Equal((decay, 0.9, beta2), (step.WeightDecay, step.Beta1, step.Beta2));
        Assert.Equal((0.9, epsilon, rho), (step.Momentum, step.Epsilon, step.Rho));
        options.WeightDecay = 0;
        Assert.Equal(0, options.Step(1, default, [], 0, 1).WeightDecay);
    }

    [Fact]
    public void Values_out_of_range_are_named()
    {
        TrainOptions options = new TinyMlp().Training;
        Says("Training.LearningRate of TinyMlp takes a finite number of at least 0, found -0.1.", () => options.LearningRate = -0.1);
        Says("Training.LearningRate of TinyMlp takes a finite number of at least 0, found NaN.", () => options.LearningRate = double.NaN);
        Says("Training.BatchSize of TinyMlp takes at least 1, found 0.", () => options.BatchSize = 0);
        Says("Training.WeightDecay of TinyMlp takes a finite number of at least 0, found -1.", () => options.WeightDecay = -1);
        Says("Training.Momentum of TinyMlp takes a number from 0 to below 1, found 1.", () => options.Momentum = 1);
        Says("Training.Beta1 of TinyMlp takes a number from 0 to below 1, found -0.5.", () => options.Beta1 = -0.5);
        Says("Training.Beta2 of TinyMlp takes a number from 0 to below 1, found 1.5.", () => options.Beta2 = 1.5);
        Says("Training.Rho of TinyMlp takes a number from 0 to below 1, found 1.", () => options.Rho = 1);
        Says("Training.Epsilon of TinyMlp takes a finite number of at least 0, found -1E-08.", () => options.Epsilon = -1e-8);
        Says(
            "Training.ClipNorm of TinyMlp takes a finite number of at least 0, found Infinity.",
            () => options.ClipNorm = double.PositiveInfinity);
        Says("Training.ClipValue of TinyMlp takes a finite number of at least 0, found -1.", () => options.ClipValue = -1);
        Says(
            "Training.ClipNormPerParameter of TinyMlp takes a finite number of at least 0, found -1.",
            () => options.ClipNormPerParameter = -1);
        Says(
            $"Training.Optimizer of TinyMlp takes one of {string.Join(", ", Enum.GetNames<Optimizer>())}, found 99.",
            () => options.Optimizer = (Optimizer)99);
        Assert.Equal(0.03, options.LearningRate);
        options.LearningRate = 0;
        options.Momentum = null;
    }

    private static void Says(string expected, Action action)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(action);
        Assert.Equal(expected, error.Message.Split(" (Parameter")[0]);
    }
}
