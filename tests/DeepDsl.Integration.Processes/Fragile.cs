namespace DeepDsl.Integration.Processes;

/// <summary>Has everything that a checkpoint keeps: running statistics, an optimizer with two slots, random numbers in training.</summary>
[Model, Input(16), Dense(32), BatchNorm, ReLU, Dropout(0.3), Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class Fragile;
