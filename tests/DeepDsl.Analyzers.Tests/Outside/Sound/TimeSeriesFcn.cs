using DeepDsl;

// Wang et al., 2016: the strong baseline.
[Model, Input(140, 1)]
[Conv1D(128, Kernel = 8, Padding = Padding.SameUpper, Bias = false), BatchNorm, ReLU]
[Conv1D(256, Kernel = 5, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv1D(128, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, GlobalAvgPool1D, Dense(5)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16)]
public partial class TimeSeriesFcn;
