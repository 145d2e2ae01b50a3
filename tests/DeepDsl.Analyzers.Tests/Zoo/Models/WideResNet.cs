using DeepDsl;

namespace Zoo;

/// <summary>WRN-16-4 of Zagoruyko and Komodakis (2016), with dropout between the convolutions, behind norm and activation.</summary>
[Block]
[Identity(Name = "x")]
[BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false)]
[BatchNorm, ReLU, Dropout(0.3)]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false)]
[Shortcut("x", Bias = false)]
public partial class WideBlock
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false)]
[WideBlock(Filters = 64, Repeat = 2)]
[WideBlock(Filters = 128, Stride = 2), WideBlock(Filters = 128)]
[WideBlock(Filters = 256, Stride = 2), WideBlock(Filters = 256)]
[BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Nesterov, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 128)]
public partial class WideResNet;
