using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dense(784, [|Activation = Activation.ReLU|])]
[[|Loss(Loss.SigmoidCrossEntropy)|]]
public partial class Auto;
