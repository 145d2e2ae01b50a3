using DeepDsl;

namespace Zoo;

/// <summary>The U-Net that is mostly used today: padded, with batch norm, and one logit per pixel.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Stage
{
    [Parameter] const int Filters = 64;
}

[Model, Input(128, 128, 3)]
[Stage(Filters = 32, Name = "down1"), MaxPool2D(2)]
[Stage(Filters = 64, Name = "down2"), MaxPool2D(2)]
[Stage(Filters = 128, Name = "down3"), MaxPool2D(2)]
[Stage(Filters = 256)]
[ConvTranspose2D(128, Kernel = 2, Stride = 2), Concat("down3"), Stage(Filters = 128)]
[Upsample2D(2), Conv2D(64, Kernel = 3, Padding = Padding.Same), Concat("down2"), Stage(Filters = 64)]
[ConvTranspose2D(32, Kernel = 2, Stride = 2), Concat("down1"), Stage(Filters = 32)]
[Conv2D(1, Kernel = 1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16)]
public partial class UNetNorm;
