namespace DeepDsl.Integration.Tests;

[Model, Input(6), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.ReLU, Name = "last"), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class Advised;

/// <summary>Each map lets a thousandth of the gradient through, as a flat sigmoid does.</summary>
[Model, Input(6), Dense(16), Map(nameof(Faint)), Dense(16), Map(nameof(Faint)), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class Vanishing
{
    static float Faint(float x) => (0.001f * x) + 0.5f;
}

[Model, Input(6), Dense(16, Activation = Activation.ReLU), Dense(1), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class AdvisedRegression;
