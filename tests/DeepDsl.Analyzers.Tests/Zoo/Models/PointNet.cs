using DeepDsl;

namespace Zoo;

/// <summary>Qi et al. (2016) without its transforms: what the points have in common is a maximum over them.</summary>
[Model, Input(1024, 3)]
[Conv1D(64, Kernel = 1, Bias = false), BatchNorm, ReLU]
[Conv1D(64, Kernel = 1, Bias = false), BatchNorm, ReLU]
[Conv1D(128, Kernel = 1, Bias = false), BatchNorm, ReLU]
[Conv1D(1024, Kernel = 1, Bias = false), BatchNorm, ReLU]
[GlobalMaxPool1D]
[Dense(512, Bias = false), BatchNorm, ReLU]
[Dense(256, Bias = false), BatchNorm, ReLU, Dropout(0.3)]
[Dense(40)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class PointNet;
