using DeepDsl;

[Model, Input(28, 28, 1)]
[Conv2D(8, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), Flatten]
[Dense(32, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 64)]
public partial class Net;
