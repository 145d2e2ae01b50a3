using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "stem")]
[[|Conv2D(16, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU)|]]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, From = "stem"), GlobalAvgPool2D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
