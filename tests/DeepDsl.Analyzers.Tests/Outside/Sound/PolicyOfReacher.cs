using DeepDsl;

// Schulman et al., 2017: two tanh layers of 64, the mean of an action.
[Model, Input(11), Dense(64, Activation = Activation.Tanh), Dense(64, Activation = Activation.Tanh), Dense(2)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-4)]
public partial class PolicyOfReacher;
