using DeepDsl;

namespace Tabular;

// <model>
[Model, Input(typeof(Penguin))]
[Dense(16, Activation = Activation.Tanh), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class SexNet;
// </model>
