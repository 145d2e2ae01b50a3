using DeepDsl;

// Chiang et al., 2019: a fully convolutional denoising autoencoder.
[Model, Input(1024, 1)]
[Conv1D(40, Kernel = 16, Stride = 2, Padding = Padding.SameUpper, Bias = false), BatchNorm, ELU]
[Conv1D(20, Kernel = 16, Stride = 2, Padding = Padding.SameUpper, Bias = false), BatchNorm, ELU]
[Conv1D(20, Kernel = 16, Stride = 2, Padding = Padding.SameUpper, Bias = false), BatchNorm, ELU]
[Upsample1D(2), Conv1D(20, Kernel = 15, Padding = Padding.Same, Bias = false), BatchNorm, ELU]
[Upsample1D(2), Conv1D(40, Kernel = 15, Padding = Padding.Same, Bias = false), BatchNorm, ELU, Upsample1D(2)]
[Conv1D(1, Kernel = 15, Padding = Padding.Same)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class DenoisingOfEcg;
