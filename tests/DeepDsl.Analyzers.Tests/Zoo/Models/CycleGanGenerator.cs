using DeepDsl;

namespace Zoo;

/// <summary>Zhu et al. (2017) with six residual blocks, on single images with instance norm.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(256, Kernel = 3, Padding = Padding.Same), InstanceNorm, ReLU]
[Conv2D(256, Kernel = 3, Padding = Padding.Same), InstanceNorm]
[Add("x")]
public partial class InstanceResidual;

[Model, Input(128, 128, 3)]
[Conv2D(64, Kernel = 7, Padding = Padding.Same), InstanceNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same), InstanceNorm, ReLU]
[Conv2D(256, Kernel = 3, Stride = 2, Padding = Padding.Same), InstanceNorm, ReLU]
[InstanceResidual(Repeat = 6)]
[ConvTranspose2D(128, Kernel = 3, Stride = 2, Pad = 1, OutputPadding = 1), InstanceNorm, ReLU]
[ConvTranspose2D(64, Kernel = 3, Stride = 2, Pad = 1, OutputPadding = 1), InstanceNorm, ReLU]
[Conv2D(3, Kernel = 7, Padding = Padding.Same, Activation = Activation.Tanh)]
[Loss(Loss.MeanAbsoluteError), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 1)]
public partial class CycleGanGenerator;
