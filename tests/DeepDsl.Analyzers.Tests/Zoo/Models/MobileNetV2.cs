using DeepDsl;

namespace Zoo;

/// <summary>Sandler et al. (2018): inverted residuals with linear bottlenecks.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Channels * Expand, Kernel = 1, Bias = false, When = Expand > 1), BatchNorm(When = Expand > 1), ReLU6(When = Expand > 1)]
[DepthwiseConv2D(Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
[Conv2D(Filters, Kernel = 1, Bias = false), BatchNorm]
[Shortcut("x", Otherwise = Otherwise.Skip)]
public partial class InvertedResidual
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Stride = 1;
    [Parameter] const int Expand = 6;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
[InvertedResidual(Filters = 16, Expand = 1)]
[InvertedResidual(Filters = 24, Stride = 2), InvertedResidual(Filters = 24)]
[InvertedResidual(Filters = 32, Stride = 2), InvertedResidual(Filters = 32, Repeat = 2)]
[InvertedResidual(Filters = 64, Stride = 2), InvertedResidual(Filters = 64, Repeat = 3)]
[InvertedResidual(Filters = 96, Repeat = 3)]
[InvertedResidual(Filters = 160, Stride = 2), InvertedResidual(Filters = 160, Repeat = 2)]
[InvertedResidual(Filters = 320)]
[Conv2D(1280, Kernel = 1, Bias = false), BatchNorm, ReLU6]
[GlobalAvgPool2D, Dropout(0.2)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.045, Rho = 0.9, Epsilon = 1.0, WeightDecay = 4e-5, BatchSize = 96)]
public partial class MobileNetV2;
