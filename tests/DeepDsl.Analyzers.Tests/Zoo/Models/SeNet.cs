using DeepDsl;

namespace Zoo;

/// <summary>A residual network with squeeze-and-excitation (Hu et al. 2017) on CIFAR.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm(Name = "features")]
[GlobalAvgPool2D]
[Dense(Filters / 16, Activation = Activation.ReLU)]
[Dense(Filters, Activation = Activation.Sigmoid)]
[Multiply("features")]
[Shortcut("x", Norm = true), ReLU]
public partial class SeBlock
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[SeBlock(Filters = 64)]
[SeBlock(Filters = 128, Stride = 2)]
[SeBlock(Filters = 256, Stride = 2)]
[GlobalAvgPool2D]
[Dense(100)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 128)]
public partial class SeNet;
