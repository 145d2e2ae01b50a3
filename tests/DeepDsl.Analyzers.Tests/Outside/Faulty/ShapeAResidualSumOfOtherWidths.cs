using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "x")]
[Conv2D(64, Kernel = 3, Padding = Padding.Same), [|Add("x")|], ReLU, GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
