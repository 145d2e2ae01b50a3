using DeepDsl;

// Baldi and Hornik, 1989: a linear autoencoder, which finds what principal components span.
[Model, Input(64), Dense(8), Dense(64), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class PrincipalComponents;
