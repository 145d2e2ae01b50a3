using DeepDsl;

// Kriman et al., 2019, thin.
[Block]
[Identity(Name = "x"), SeparableConv1D(64, Kernel = 33, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[SeparableConv1D(64, Kernel = 33, Padding = Padding.Same, Bias = false), BatchNorm, Add("x"), ReLU]
public partial class Quartz;

[Model, Input(256, 64), SeparableConv1D(64, Kernel = 33, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Quartz(Repeat = 3), Conv1D(128, Kernel = 1, Bias = false), BatchNorm, ReLU, Conv1D(29, Kernel = 1)]
[Loss(Loss.CTC), Train(Optimizer = Optimizer.NAdam, LearningRate = 1e-3)]
public partial class QuartzNetThin;
