using DeepDsl;

namespace Zoo;

/// <summary>LeNet-5 as published (LeCun et al. 1998), fully connected between its maps,
/// with softmax in place of radial basis functions.</summary>
[Model, Input(32, 32, 1)]
[Conv2D(6, Kernel = 5, Activation = Activation.Tanh)]
[AvgPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.Tanh)]
[AvgPool2D(2)]
[Conv2D(120, Kernel = 5, Activation = Activation.Tanh)]
[Flatten]
[Dense(84, Activation = Activation.Tanh)]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.01, BatchSize = 32)]
public partial class LeNet5Tanh;
