using DeepDsl;

namespace Zoo;

/// <summary>Xie et al. (2016) on CIFAR: ResNeXt-29 8x64d with one block a stage.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Width, Kernel = 1, Bias = false), BatchNorm, ReLU]
[Conv2D(Width, Kernel = 3, Stride = Stride, Padding = Padding.Same, Groups = 8, Bias = false), BatchNorm, ReLU]
[Conv2D(Width / 2, Kernel = 1, Bias = false), BatchNorm]
[Shortcut("x", Norm = true), ReLU]
public partial class GroupedBlock
{
    [Parameter] const int Width = 512;
    [Parameter] const int Stride = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GroupedBlock(Width = 512)]
[GroupedBlock(Width = 1024, Stride = 2)]
[GroupedBlock(Width = 2048, Stride = 2)]
[GlobalAvgPool2D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 128)]
public partial class ResNeXt;
