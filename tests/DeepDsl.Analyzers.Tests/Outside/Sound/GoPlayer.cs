using DeepDsl;

// Silver et al., 2017: residual blocks, a policy and a value.
[Block]
[Identity(Name = "x"), Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Add("x"), ReLU]
public partial class Residual;

[Model, Input(9, 9, 17)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, Residual(Repeat = 5), Identity(Name = "body")]
[Conv2D(2, Kernel = 1, Bias = false, From = "body"), BatchNorm, ReLU, Flatten, Dense(82, Name = "policy")]
[Conv2D(1, Kernel = 1, Bias = false, From = "body"), BatchNorm, ReLU, Flatten, Dense(256, Activation = Activation.ReLU)]
[Dense(1, Activation = Activation.Tanh, Name = "value")]
[Output("policy"), Output("value"), Loss(Loss.SoftmaxCrossEntropy, Output = "policy")]
[Loss(Loss.MeanSquaredError, Output = "value")]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 1e-4)]
public partial class GoPlayer;
