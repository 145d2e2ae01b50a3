using DeepDsl;

namespace Zoo;

/// <summary>Tan and Le (2019): inverted residuals with squeeze-and-excitation, whose gate is a sigmoid.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Channels * Expand, Kernel = 1, Bias = false, When = Expand > 1), BatchNorm(Eps = 1e-3, When = Expand > 1), SiLU(When = Expand > 1)]
[DepthwiseConv2D(Kernel = Kernel, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm(Eps = 1e-3), SiLU(Name = "features")]
[GlobalAvgPool2D]
[Dense(Channels / 4, Activation = Activation.SiLU)]
[Dense(Channels * Expand, Activation = Activation.Sigmoid)]
[Multiply("features")]
[Conv2D(Filters, Kernel = 1, Bias = false), BatchNorm(Eps = 1e-3)]
[Shortcut("x", Otherwise = Otherwise.Skip)]
public partial class MBConv
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Kernel = 3;
    [Parameter] const int Stride = 1;
    [Parameter] const int Expand = 6;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm(Eps = 1e-3), SiLU]
[MBConv(Filters = 16, Expand = 1)]
[MBConv(Filters = 24, Stride = 2), MBConv(Filters = 24)]
[MBConv(Filters = 40, Kernel = 5, Stride = 2), MBConv(Filters = 40, Kernel = 5)]
[MBConv(Filters = 80, Stride = 2), MBConv(Filters = 80, Repeat = 2)]
[MBConv(Filters = 112, Kernel = 5, Repeat = 3)]
[MBConv(Filters = 192, Kernel = 5, Stride = 2), MBConv(Filters = 192, Kernel = 5, Repeat = 3)]
[MBConv(Filters = 320)]
[Conv2D(1280, Kernel = 1, Bias = false), BatchNorm(Eps = 1e-3), SiLU]
[GlobalAvgPool2D, Dropout(0.2)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.016, Rho = 0.9, Epsilon = 1e-3, WeightDecay = 1e-5, BatchSize = 256)]
public partial class EfficientNetB0;
