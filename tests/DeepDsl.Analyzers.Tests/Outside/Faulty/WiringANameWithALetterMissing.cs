using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "stem")]
[Conv2D(16, Kernel = 3, Padding = Padding.Same), Add([|"stm"|]), ReLU, GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
