using DeepDsl;

// Radford et al., 2015.
[Model, Input(1, 1, 100), ConvTranspose2D(64, Kernel = 4, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(32, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(16, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(3, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class DcganMaker;
