using DeepDsl;

namespace Template._1;

/// <summary>The network; the pointer over its name shows the layers with their shapes.</summary>
[Model, Input(typeof(Penguin))]
[Dense(16, Activation = Activation.Tanh), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class PenguinNet;
