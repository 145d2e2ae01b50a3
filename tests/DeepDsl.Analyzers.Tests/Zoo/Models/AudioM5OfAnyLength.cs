using DeepDsl;

namespace Zoo;

/// <summary>M5 of Dai et al. (2016) on one to four seconds of raw sound at 8 kHz: strides over as many samples as there are.</summary>
[Model, Input(Dim.T, 1), Extent(Dim.T, Min = 8000, Max = 32000)]
[Conv1D(128, Kernel = 80, Stride = 4, Bias = false), BatchNorm, ReLU, MaxPool1D(4)]
[Conv1D(128, Kernel = 3, Bias = false), BatchNorm, ReLU, MaxPool1D(4)]
[Conv1D(256, Kernel = 3, Bias = false), BatchNorm, ReLU, MaxPool1D(4)]
[Conv1D(512, Kernel = 3, Bias = false), BatchNorm, ReLU, MaxPool1D(4)]
[GlobalAvgPool1D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, WeightDecay = 1e-4, BatchSize = 128)]
public partial class AudioM5OfAnyLength;
