using DeepDsl;

namespace Zoo;

/// <summary>Iandola et al. (2016), version 1.1. As published, the scores pass a ReLU before they are averaged over the image.</summary>
[Block]
[Conv2D(Squeeze, Kernel = 1, Activation = Activation.ReLU, Name = "squeezed")]
[Conv2D(Expand, Kernel = 1, Activation = Activation.ReLU, Name = "small")]
[Conv2D(Expand, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, From = "squeezed")]
[Concat("small")]
public partial class Fire
{
    [Parameter] const int Squeeze = 16;
    [Parameter] const int Expand = 64;
}

[Model, Input(227, 227, 3)]
[Conv2D(64, Kernel = 3, Stride = 2, Activation = Activation.ReLU)]
[MaxPool2D(3, Stride = 2)]
[Fire(Squeeze = 16, Expand = 64, Repeat = 2)]
[MaxPool2D(3, Stride = 2)]
[Fire(Squeeze = 32, Expand = 128, Repeat = 2)]
[MaxPool2D(3, Stride = 2)]
[Fire(Squeeze = 48, Expand = 192, Repeat = 2)]
[Fire(Squeeze = 64, Expand = 256, Repeat = 2)]
[Dropout(0.5)]
[Conv2D(1000, Kernel = 1, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01)]
[GlobalAvgPool2D]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.04, Momentum = 0.9, WeightDecay = 2e-4, BatchSize = 512)]
public partial class SqueezeNet;
