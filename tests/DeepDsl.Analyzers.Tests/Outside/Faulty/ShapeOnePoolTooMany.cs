using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), [|Conv2D(128, Kernel = 3, Activation = Activation.ReLU)|]]
[Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
