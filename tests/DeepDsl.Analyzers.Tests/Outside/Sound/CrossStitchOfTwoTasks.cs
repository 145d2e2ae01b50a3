using DeepDsl;

// Hard sharing below, one more layer for each task above.
[Model, Input(20), Dense(64, Activation = Activation.ReLU), Dense(64, Activation = Activation.ReLU, Name = "shared")]
[Dense(32, Activation = Activation.ReLU), Dense(1, Name = "income"), Dense(32, Activation = Activation.ReLU, From = "shared")]
[Dense(1, Name = "married"), Output("income"), Output("married")]
[Loss(Loss.SigmoidCrossEntropy, Output = "income"), Loss(Loss.SigmoidCrossEntropy, Output = "married")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class TwoTasks;
