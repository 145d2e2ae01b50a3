using DeepDsl;

namespace Zoo;

/// <summary>FCN-8s of Long et al. (2015) with VGG's stages halved in number: scores of three depths are upsampled and added.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
public partial class PooledStage
{
    [Parameter] const int Filters = 64;
}

[Model, Input(224, 224, 3)]
[PooledStage(Filters = 64)]
[PooledStage(Filters = 128)]
[PooledStage(Filters = 256, Name = "pool3")]
[PooledStage(Filters = 512, Name = "pool4")]
[PooledStage(Filters = 512)]
[Conv2D(4096, Kernel = 7, Padding = Padding.Same, Activation = Activation.ReLU), Dropout(0.5)]
[Conv2D(4096, Kernel = 1, Activation = Activation.ReLU), Dropout(0.5)]
[Conv2D(21, Kernel = 1)]
[ConvTranspose2D(21, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Name = "deep")]
[Conv2D(21, Kernel = 1, From = "pool4"), Add("deep")]
[ConvTranspose2D(21, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Name = "middle")]
[Conv2D(21, Kernel = 1, From = "pool3"), Add("middle")]
[ConvTranspose2D(21, Kernel = 16, Stride = 8, Pad = 4, Bias = false)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 1e-4, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 20)]
public partial class Fcn8;
