using DeepDsl;

namespace Zoo;

/// <summary>He et al. (2016): norm and activation stand before the convolution, and nothing on the identity path.</summary>
[Block]
[Identity(Name = "x")]
[BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false)]
[BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false)]
[Shortcut("x", Bias = false)]
public partial class PreActBlock
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false)]
[PreActBlock(Filters = 16, Repeat = 3)]
[PreActBlock(Filters = 32, Stride = 2), PreActBlock(Filters = 32, Repeat = 2)]
[PreActBlock(Filters = 64, Stride = 2), PreActBlock(Filters = 64, Repeat = 2)]
[BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 128)]
public partial class PreActResNet;
