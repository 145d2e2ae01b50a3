using DeepDsl;

// Vincent et al., 2008.
[Model, Input(784), GaussianNoise(0.3), Dense(256, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class DenoisingAutoencoder;
