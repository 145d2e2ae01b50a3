using DeepDsl;

// Alain and Bengio, 2017: one linear layer over features that stay.
[Model, Input(16), Dense(32, Activation = Activation.ReLU, Name = "features"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Base;

[Model, Extends(typeof(Base), Until = "features", Trainable = false), Dense(5, Name = "probe"), Loss(Loss.SoftmaxCrossEntropy)]
public partial class LinearProbe;
