using DeepDsl;

namespace Zoo;

/// <summary>Radford et al. (2015).</summary>
[Model, Input(64, 64, 3)]
[Conv2D(64, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), LeakyReLU(Slope = 0.2)]
[Conv2D(128, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(256, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(512, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02), BatchNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(1, Kernel = 4, Bias = false, Init = Init.Normal, InitValue = 0.02, Activation = Activation.Sigmoid)]
[Flatten]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 128)]
public partial class DcganDiscriminator;
