namespace DeepDsl.Gpu.Tests.Zoo;

// The models of the textbooks with an eighth of their channels, on images small enough for the emulation.

[Model, Input(16, 16, 1), Conv2D(2, Kernel = 5, Padding = Padding.Same, Activation = Activation.Tanh), AvgPool2D(2)]
[Conv2D(4, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2), Flatten]
[Dense(15, Activation = Activation.Tanh), Dense(10, Activation = Activation.Tanh), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.05)]
public partial class LeNet;

[Model, Input(8, 8, 1), Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Dropout(0.25), Flatten, Dense(16, Activation = Activation.ReLU), Dropout(0.5), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class Cnn;

[Block, Identity(Name = "x")]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Shortcut("x", Norm = true), ReLU]
public partial class BasicBlock
{
    [Parameter] const int Filters = 8;
    [Parameter] const int Stride = 1;
}

[Model, Input(8, 8, 3), Conv2D(2, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = 2, Repeat = 3), BasicBlock(Filters = 4, Stride = 2), BasicBlock(Filters = 4, Repeat = 2)]
[BasicBlock(Filters = 8, Stride = 2), BasicBlock(Filters = 8, Repeat = 2), GlobalAvgPool2D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-4)]
public partial class ResNet20;

[Block, DepthwiseConv2D(3, Stride = Stride, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
[Conv2D(Filters, Kernel = 1, Bias = false), BatchNorm, ReLU6]
public partial class SeparableBlock
{
    [Parameter] const int Filters = 8;
    [Parameter] const int Stride = 1;
}

[Model, Input(8, 8, 3), Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6]
[SeparableBlock(Filters = 8), SeparableBlock(Filters = 16, Stride = 2), SeparableBlock(Filters = 16), GlobalAvgPool2D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.RMSprop, LearningRate = 1e-3)]
public partial class MobileNet;

[Model, Input(8, 8, 3)]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(32, Activation = Activation.ReLU), Dropout(0.5), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9)]
public partial class Vgg;

[Model, Input(49), Dense(16, Activation = Activation.ReLU), Dense(4, Activation = Activation.ReLU)]
[Dense(16, Activation = Activation.ReLU), Dense(49, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2)]
public partial class Autoencoder;

[Model, Input(6), Dense(32, Activation = Activation.ReLU), Reshape(2, 2, 8)]
[ConvTranspose2D(4, Kernel = 4, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Padding = Padding.Same, Activation = Activation.Tanh)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, Beta1 = 0.5)]
public partial class Painter;

[Model, Input(8, 8, 1), Conv2D(4, Kernel = 4, Stride = 2, Padding = Padding.Same, Activation = Activation.LeakyReLU)]
[Flatten, Dense(1), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, Beta1 = 0.5)]
public partial class Critic;
