using DeepDsl;

[Block]
[[|Identity(Name = "x")|], Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Residual;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same), [|Residual|], GlobalAvgPool2D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
