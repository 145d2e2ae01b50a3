using DeepDsl;

namespace Zoo;

/// <summary>Rumelhart et al. (1986): two sigmoid units solve exclusive or.</summary>
[Model, Input(2)]
[Dense(2, Activation = Activation.Sigmoid)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.5, Momentum = 0.9, BatchSize = 4)]
public partial class Xor;
