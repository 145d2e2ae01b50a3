using DeepDsl;

// Han et al., 2020: half of the channels made cheaply of the other half.
[Block]
[Conv2D(Filters / 2, Kernel = 1, Bias = false), BatchNorm, ReLU(Name = "p")]
[DepthwiseConv2D(3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, Concat("p")]
public partial class Ghost
{
    [Parameter] const int Filters = 32;
}

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Ghost(Filters = 32), Ghost(Filters = 64), MaxPool2D(2), Ghost(Filters = 128), GlobalAvgPool2D, Dropout(0.2), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 4e-5)]
public partial class GhostNetThin;
