using DeepDsl;

namespace Zoo;

/// <summary>The smallest model there is.</summary>
[Model, Input(13)]
[Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.01, BatchSize = 32)]
public partial class LinearRegression;
