using DeepDsl;

[Model, Input(32), Dense(32, Activation = Activation.ReLU, Name = "x"), [|Add("x")|], Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
