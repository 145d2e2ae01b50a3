using DeepDsl;

namespace Zoo;

/// <summary>He et al. (2015) on CIFAR-10, with projections.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm]
[Shortcut("x", Norm = true), ReLU]
public partial class BasicBlock
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = 16, Repeat = 3)]
[BasicBlock(Filters = 32, Stride = 2), BasicBlock(Filters = 32, Repeat = 2)]
[BasicBlock(Filters = 64, Stride = 2), BasicBlock(Filters = 64, Repeat = 2)]
[GlobalAvgPool2D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 128)]
public partial class ResNet20;
