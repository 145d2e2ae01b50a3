namespace DeepDsl.Integration.Tests;

/// <summary>A batch norm with weights and one without, between layers that train.</summary>
[Model, Input(4), Dense(6), BatchNorm, Tanh, BatchNorm(Affine = false), Tanh, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class TwoNorms;

/// <summary>The same with norms that the declaration freezes.</summary>
[Model, Input(4), Dense(6), BatchNorm(Trainable = false), Tanh, BatchNorm(Affine = false, Trainable = false), Tanh, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class TwoFrozenNorms;
