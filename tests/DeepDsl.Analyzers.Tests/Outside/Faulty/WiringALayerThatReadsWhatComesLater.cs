using DeepDsl;

[Model, Input(10), Dense(8, Activation = Activation.ReLU, From = [|"late"|])]
[Dense(8, Activation = Activation.ReLU, Name = "late"), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
