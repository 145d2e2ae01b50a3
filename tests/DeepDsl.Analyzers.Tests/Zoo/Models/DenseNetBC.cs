using DeepDsl;

namespace Zoo;

/// <summary>Huang et al. (2016): DenseNet-BC with growth rate 12 and 40 layers, on CIFAR-10.</summary>
[Block]
[Identity(Name = "x")]
[BatchNorm, ReLU]
[Conv2D(Growth * 4, Kernel = 1, Bias = false)]
[BatchNorm, ReLU]
[Conv2D(Growth, Kernel = 3, Padding = Padding.Same, Bias = false)]
[Concat("x")]
public partial class DenseLayer
{
    [Parameter] const int Growth = 12;
}

[Block]
[BatchNorm, ReLU]
[Conv2D(Channels / 2, Kernel = 1, Bias = false)]
[AvgPool2D(2)]
public partial class Transition
{
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}

[Model, Input(32, 32, 3)]
[Conv2D(24, Kernel = 3, Padding = Padding.Same, Bias = false)]
[DenseLayer(Repeat = 6)]
[Transition]
[DenseLayer(Repeat = 6)]
[Transition]
[DenseLayer(Repeat = 6)]
[BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Nesterov, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 64)]
public partial class DenseNetBC;
