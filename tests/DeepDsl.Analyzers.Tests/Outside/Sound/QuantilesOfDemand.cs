using DeepDsl;

// Koenker and Bassett's loss on a small net.
[Model, Input(12), Dense(32, Activation = Activation.ReLU), Dense(32, Activation = Activation.ReLU, Name = "body")]
[Dense(1, Name = "low"), Dense(1, From = "body", Name = "high"), Output("low"), Output("high")]
[Loss(Loss.Quantile, Share = 0.1, Output = "low"), Loss(Loss.Quantile, Share = 0.9, Output = "high")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class QuantilesOfDemand;
