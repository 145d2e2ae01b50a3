using DeepDsl;

namespace Zoo;

/// <summary>Zhang et al. (2017) with 3 groups, from its second stage on:
/// grouped 1x1 convolutions with a channel shuffle between them.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Filters / 4, Kernel = 1, Groups = 3, Bias = false), BatchNorm, ReLU]
[Reshape(Size, Size, 3, Filters / 12), Permute(0, 1, 3, 2), Reshape(Size, Size, Filters / 4)]
[DepthwiseConv2D(Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm]
[Conv2D(Filters, Kernel = 1, Groups = 3, Bias = false), BatchNorm]
[Add("x"), ReLU]
public partial class ShuffleUnit
{
    [Parameter] const int Filters = 240;
    [Parameter] const int Size = 28;
}

[Block]
[Identity(Name = "x")]
[Conv2D(Filters / 4, Kernel = 1, Groups = 3, Bias = false), BatchNorm, ReLU]
[Reshape(Size, Size, 3, Filters / 12), Permute(0, 1, 3, 2), Reshape(Size, Size, Filters / 4)]
[DepthwiseConv2D(Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm]
[Conv2D(Filters - Channels, Kernel = 1, Groups = 3, Bias = false), BatchNorm(Name = "branch")]
[AvgPool2D(3, Stride = 2, Pad = 1, From = "x")]
[Concat("branch"), ReLU]
public partial class ShuffleDown
{
    [Parameter] const int Filters = 480;
    [Parameter] const int Size = 28;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(24, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Conv2D(240, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[ShuffleUnit(Filters = 240, Size = 28, Repeat = 3)]
[ShuffleDown(Filters = 480, Size = 28)]
[ShuffleUnit(Filters = 480, Size = 14, Repeat = 7)]
[ShuffleDown(Filters = 960, Size = 14)]
[ShuffleUnit(Filters = 960, Size = 7, Repeat = 3)]
[GlobalAvgPool2D]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 4e-5, BatchSize = 256)]
public partial class ShuffleNet;
