using DeepDsl;

namespace Zoo;

/// <summary>Atrous spatial pyramid pooling of Chen et al. (2017) on a dilated trunk.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Dilation = Dilation, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Atrous
{
    [Parameter] const int Filters = 256;
    [Parameter] const int Dilation = 1;
}

[Model, Input(513, 513, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Atrous(Filters = 256, Dilation = 2), Atrous(Filters = 256, Dilation = 4, Name = "trunk")]
[Conv2D(256, Kernel = 1, Bias = false), BatchNorm, ReLU(Name = "near")]
[Atrous(Dilation = 6, From = "trunk", Name = "rate6")]
[Atrous(Dilation = 12, From = "trunk", Name = "rate12")]
[Atrous(Dilation = 18, From = "trunk")]
[Concat("near", "rate6", "rate12")]
[Conv2D(256, Kernel = 1, Bias = false), BatchNorm, ReLU, Dropout(0.5)]
[Conv2D(21, Kernel = 1)]
[Upsample2D(8, Mode = Interpolation.Bilinear)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.007, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 16)]
public partial class DeepLab;
