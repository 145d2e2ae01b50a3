using DeepDsl;

namespace Zoo;

/// <summary>He et al. (2015), the bottleneck with its stride on the 3x3 convolution.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Width, Kernel = 1, Bias = false), BatchNorm, ReLU]
[Conv2D(Width, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Width * 4, Kernel = 1, Bias = false), BatchNorm]
[Shortcut("x", Norm = true), ReLU]
public partial class Bottleneck
{
    [Parameter] const int Width = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(64, Kernel = 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Bottleneck(Width = 64, Repeat = 3)]
[Bottleneck(Width = 128, Stride = 2), Bottleneck(Width = 128, Repeat = 3)]
[Bottleneck(Width = 256, Stride = 2), Bottleneck(Width = 256, Repeat = 5)]
[Bottleneck(Width = 512, Stride = 2), Bottleneck(Width = 512, Repeat = 2)]
[GlobalAvgPool2D]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 256)]
public partial class ResNet50;
