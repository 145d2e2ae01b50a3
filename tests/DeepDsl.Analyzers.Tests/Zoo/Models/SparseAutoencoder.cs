using DeepDsl;

namespace Zoo;

/// <summary>An overcomplete code under an L1 penalty.</summary>
[Model, Input(784)]
[Dense(1024, Activation = Activation.ReLU, L1 = 1e-6)]
[Dense(784, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 256)]
public partial class SparseAutoencoder;
