using DeepDsl;

[Model, Input(100), Dense(256), [|Dense(512)|], [|Dense(784, Activation = Activation.Tanh)|]]
public partial class Maker;
