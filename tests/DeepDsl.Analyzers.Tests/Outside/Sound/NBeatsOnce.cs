using DeepDsl;

// Oreshkin et al., 2019: one generic block.
[Model, Input(36)]
[Dense(256, Activation = Activation.ReLU), Dense(256, Activation = Activation.ReLU), Dense(256, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU), Dense(8, Bias = false), Dense(12)]
[Loss(Loss.MeanAbsoluteError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 1024)]
public partial class NBeatsOnce;
