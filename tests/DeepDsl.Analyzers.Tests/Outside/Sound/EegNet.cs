using DeepDsl;

// Lawhern et al., 2016.
[Model, Input(64, 128, 1)]
[Conv2D(8, KernelH = 1, KernelW = 64, Padding = Padding.SameUpper, Bias = false), BatchNorm]
[DepthwiseConv2D(KernelH = 64, KernelW = 1, Multiplier = 2, Bias = false), BatchNorm, ELU]
[AvgPool2D(KernelH = 1, KernelW = 4), Dropout(0.5)]
[SeparableConv2D(16, KernelH = 1, KernelW = 16, Padding = Padding.SameUpper, Bias = false), BatchNorm, ELU]
[AvgPool2D(KernelH = 1, KernelW = 8), Dropout(0.5), Flatten, Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class EegNet;
