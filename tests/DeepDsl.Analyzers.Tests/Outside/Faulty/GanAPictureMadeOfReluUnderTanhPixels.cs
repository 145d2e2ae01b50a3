using DeepDsl;

[Model, Input(64), Dense(128, Activation = Activation.ReLU), Dense(784), BatchNorm, [|ReLU|], [|Tanh|]]
public partial class Maker;
