using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dense(784, [|Activation = Activation.Tanh|])]
[[|Loss(Loss.BinaryCrossEntropy)|]]
public partial class Auto;
