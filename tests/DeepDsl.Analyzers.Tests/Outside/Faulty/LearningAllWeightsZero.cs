using DeepDsl;

[Model, Input(20), Dense(32, Activation = Activation.ReLU, [|Init = Init.Zeros|])]
[Dense(32, Activation = Activation.ReLU, [|Init = Init.Zeros|]), Dense(3, [|Init = Init.Zeros|])]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
