using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), [|Dense(784)|], [|Loss(Loss.BinaryCrossEntropy)|]]
public partial class Auto;
