using DeepDsl;

namespace Zoo;

/// <summary>Lin et al. (2013) on CIFAR-10: the last 1x1 convolution, with ReLU as published, gives a map per class.</summary>
[Model, Input(32, 32, 3)]
[Conv2D(192, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(160, Kernel = 1, Activation = Activation.ReLU)]
[Conv2D(96, Kernel = 1, Activation = Activation.ReLU)]
[MaxPool2D(3, Stride = 2, Pad = 1), Dropout(0.5)]
[Conv2D(192, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 1, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 1, Activation = Activation.ReLU)]
[AvgPool2D(3, Stride = 2, Pad = 1), Dropout(0.5)]
[Conv2D(192, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 1, Activation = Activation.ReLU)]
[Conv2D(10, Kernel = 1, Activation = Activation.ReLU)]
[GlobalAvgPool2D]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 128)]
public partial class NetworkInNetwork;
