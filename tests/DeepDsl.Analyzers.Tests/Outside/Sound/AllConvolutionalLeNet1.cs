using DeepDsl;

// LeNet-1 (LeCun et al., 1989).
[Model, Input(28, 28, 1)]
[Conv2D(4, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2)]
[Conv2D(12, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2)]
[Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.01)]
public partial class AllConvolutionalLeNet1;
