using DeepDsl;

// More units than inputs, few of them at once.
[Model, Input(64), Dense(256, Activation = Activation.ReLU, L1 = 1e-5), Dense(64), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class SparseAutoencoder;
