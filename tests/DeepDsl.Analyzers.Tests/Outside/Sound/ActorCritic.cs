using DeepDsl;

// Mnih et al., 2016: a policy and a value over one body.
[Model, Input(84, 84, 4)]
[Conv2D(16, Kernel = 8, Stride = 4, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 4, Stride = 2, Activation = Activation.ReLU)]
[Flatten, Dense(256, Activation = Activation.ReLU, Name = "body")]
[Dense(6, From = "body", Name = "policy"), Dense(1, From = "body", Name = "value")]
[Output("policy"), Output("value")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "policy"), Loss(Loss.MeanSquaredError, Output = "value", Weight = 0.5)]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 7e-4, ClipNorm = 0.5)]
public partial class ActorCritic;
