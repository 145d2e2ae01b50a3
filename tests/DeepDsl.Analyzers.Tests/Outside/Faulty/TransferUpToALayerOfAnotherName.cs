using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU, Name = "edges"), GlobalAvgPool2D(Name = "features")]
[Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Base;

[Model, Extends(typeof(Base), [|Until = "feature"|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Fine;
