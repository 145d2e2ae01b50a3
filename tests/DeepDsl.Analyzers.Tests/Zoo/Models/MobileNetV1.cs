using DeepDsl;

namespace Zoo;

/// <summary>Howard et al. (2017): 27 convolutions in a row, without any shortcut but with batch norm everywhere.</summary>
[Block]
[DepthwiseConv2D(Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 1, Bias = false), BatchNorm, ReLU]
public partial class SeparableStep
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[SeparableStep(Filters = 64)]
[SeparableStep(Filters = 128, Stride = 2), SeparableStep(Filters = 128)]
[SeparableStep(Filters = 256, Stride = 2), SeparableStep(Filters = 256)]
[SeparableStep(Filters = 512, Stride = 2), SeparableStep(Filters = 512, Repeat = 5)]
[SeparableStep(Filters = 1024, Stride = 2), SeparableStep(Filters = 1024)]
[GlobalAvgPool2D]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.045, Rho = 0.9, Epsilon = 1.0, BatchSize = 96)]
public partial class MobileNetV1;
