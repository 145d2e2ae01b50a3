using DeepDsl;

namespace Zoo;

/// <summary>Radford et al. (2015): from 100 numbers to an image in [-1, 1];
/// trained by the discriminator's gradient, so without a loss.</summary>
[Model, Input(1, 1, 100)]
[ConvTranspose2D(512, Kernel = 4, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, ReLU]
[ConvTranspose2D(256, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, ReLU]
[ConvTranspose2D(128, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, ReLU]
[ConvTranspose2D(64, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, ReLU]
[ConvTranspose2D(3, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, Activation = Activation.Tanh)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 128)]
public partial class DcganGenerator;
