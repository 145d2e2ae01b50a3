using DeepDsl;

[Model, Input(784), Dense(128, Activation = Activation.ReLU), Dense(10, [|Activation = Activation.ReLU|])]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
