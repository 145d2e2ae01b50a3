using DeepDsl;

namespace Zoo;

/// <summary>The entry flow of Chollet (2016): separable convolutions with projected shortcuts.</summary>
[Block]
[Identity(Name = "x")]
[ReLU(When = Active)]
[SeparableConv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[SeparableConv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Shortcut("x", Norm = true)]
public partial class EntryBlock
{
    [Parameter] const int Filters = 128;
    [Parameter] const bool Active = true;
}

[Model, Input(299, 299, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Bias = false), BatchNorm, ReLU]
[EntryBlock(Filters = 128, Active = false)]
[EntryBlock(Filters = 256)]
[EntryBlock(Filters = 728)]
[ReLU, GlobalAvgPool2D, Dropout(0.5)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.045, Momentum = 0.9, WeightDecay = 1e-5, BatchSize = 32)]
public partial class Xception;
