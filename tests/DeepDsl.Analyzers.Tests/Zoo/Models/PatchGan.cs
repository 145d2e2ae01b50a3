using DeepDsl;

namespace Zoo;

/// <summary>The 70x70 PatchGAN of Isola et al. (2016) with the least-squares loss: one score per patch.</summary>
[Model, Input(256, 256, 3)]
[Conv2D(64, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2)]
[Conv2D(128, Kernel = 4, Stride = 2, Pad = 1), InstanceNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(256, Kernel = 4, Stride = 2, Pad = 1), InstanceNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(512, Kernel = 4, Pad = 1), InstanceNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(1, Kernel = 4, Pad = 1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 1)]
public partial class PatchGan;
