using DeepDsl;

// He et al., 2015: the 34 layers at a quarter of the width.
[Block]
[Identity(Name = "x")]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm]
[Shortcut("x", Norm = true), ReLU]
public partial class Pair
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Stride = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(16, Kernel = 7, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[Pair(Filters = 16, Repeat = 3), Pair(Filters = 32, Stride = 2), Pair(Filters = 32, Repeat = 3)]
[Pair(Filters = 64, Stride = 2), Pair(Filters = 64, Repeat = 5), Pair(Filters = 128, Stride = 2), Pair(Filters = 128, Repeat = 2)]
[GlobalAvgPool2D, Dense(1000), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 256)]
public partial class ResNet34Thin;
