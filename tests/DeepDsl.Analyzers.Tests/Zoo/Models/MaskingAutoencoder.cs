using DeepDsl;

namespace Zoo;

/// <summary>A denoising autoencoder that masks inputs by dropout.</summary>
[Model, Input(784)]
[Dropout(0.25)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(784)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 128)]
public partial class MaskingAutoencoder;
