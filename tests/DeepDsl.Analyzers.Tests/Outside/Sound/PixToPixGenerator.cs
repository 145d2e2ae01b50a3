using DeepDsl;

// Isola et al., 2016: a U-Net of strided convolutions.
[Model, Input(64, 64, 3)]
[Conv2D(32, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2, Name = "d1")]
[Conv2D(64, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2, Name = "d2")]
[Conv2D(128, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2, Name = "d3")]
[Conv2D(128, Kernel = 4, Stride = 2, Pad = 1), ReLU]
[ConvTranspose2D(128, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, Dropout(0.5), Concat("d3"), ReLU]
[ConvTranspose2D(64, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, Concat("d2"), ReLU]
[ConvTranspose2D(32, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, Concat("d1"), ReLU]
[ConvTranspose2D(3, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
[Loss(Loss.MeanAbsoluteError), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class PixToPixGenerator;
