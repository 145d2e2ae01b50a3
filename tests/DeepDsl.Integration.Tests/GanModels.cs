namespace DeepDsl.Integration.Tests;

// <gan>
[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(2), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, Beta1 = 0.5)]
public partial class PointMaker;

[Model, Input(2), Dense(32, Activation = Activation.LeakyReLU), Dense(32, Activation = Activation.LeakyReLU), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, Beta1 = 0.5, BatchSize = 64)]
public partial class PointJudge;
// </gan>

/// <summary>Makes rows of the digits' 64 pixels.</summary>
[Model, Input(16), Dense(64, Activation = Activation.ReLU), Dense(64, Activation = Activation.Sigmoid)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, Beta1 = 0.5)]
public partial class EightMaker;

[Model, Input(64), Dense(48, Activation = Activation.LeakyReLU), Dropout(0.3), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, Beta1 = 0.5, BatchSize = 10)]
public partial class EightJudge;
