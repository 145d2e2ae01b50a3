namespace DeepDsl.Benchmarks.Models;

[Model, Input(784), Dense(256, Activation = Activation.ReLU), Dense(128, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 64)]
public partial class Mlp;
