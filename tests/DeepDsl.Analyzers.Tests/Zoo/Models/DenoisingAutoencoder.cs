using DeepDsl;

namespace Zoo;

/// <summary>Vincent et al. (2010): the input is disturbed, the target is not.</summary>
[Model, Input(784)]
[GaussianNoise(0.3)]
[Dense(512, Activation = Activation.Sigmoid)]
[Dense(784, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 128)]
public partial class DenoisingAutoencoder;
