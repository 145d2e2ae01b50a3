using DeepDsl;

namespace Zoo;

/// <summary>House prices from eight numbers.</summary>
[Model, Input(8)]
[Dense(64, Activation = Activation.ReLU)]
[Dense(64, Activation = Activation.ReLU)]
[Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class Regression;
