using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(32, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[[|Dense(10)|], Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class Net;
