using DeepDsl;

[Model, Input(12), Dense(32, Activation = Activation.Tanh), Dense(1), Loss(Loss.Poisson)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class CountsOfClaims;
