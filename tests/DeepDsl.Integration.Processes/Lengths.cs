using DeepDsl;

namespace FashionMnist.Models;

[Model, Input(Dim.T, 4), Extent(Dim.T, Min = 3, Max = 40), Conv1D(16, Kernel = 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool1D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam)]
public partial class Lengths;
