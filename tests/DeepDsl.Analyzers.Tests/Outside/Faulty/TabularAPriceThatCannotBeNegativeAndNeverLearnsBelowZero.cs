using DeepDsl;

[Model, Input(12), Dense(32, Activation = Activation.ReLU), Dense(1, [|Activation = Activation.Sigmoid|]), [|Loss(Loss.Poisson)|]]
public partial class Counts;
