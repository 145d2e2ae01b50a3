using DeepDsl;

[Model, Input(10), Dense(8, Activation = Activation.ReLU, Name = "h"), Dense(8, Activation = Activation.ReLU, [|Name = "h"|])]
[Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
