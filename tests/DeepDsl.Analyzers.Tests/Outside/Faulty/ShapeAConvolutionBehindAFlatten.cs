using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), Flatten]
[[|Conv2D(16, Kernel = 3, Activation = Activation.ReLU)|], Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
