using DeepDsl;

namespace Zoo;

/// <summary>The perceptron of Mildenhall et al. (2020), without the viewing direction:
/// the position comes in again after four layers.</summary>
[Model, Input(60, Name = "position")]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU), Concat("position")]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU, Name = "trunk")]
[Dense(1, Activation = Activation.ReLU, Name = "density")]
[Dense(128, Activation = Activation.ReLU, From = "trunk")]
[Dense(3, Activation = Activation.Sigmoid, Name = "color")]
[Output("density"), Output("color")]
[Loss(Loss.MeanSquaredError, Output = "density"), Loss(Loss.MeanSquaredError, Output = "color")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4, BatchSize = 1024)]
public partial class Nerf;
