using DeepDsl;

// Conneau et al., 2016: nine convolutions over characters.
[Block]
[Conv1D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv1D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Twice
{
    [Parameter] const int Filters = 64;
}

[Model, Input(256, Type = ElementType.Int32)]
[Embedding(70, 16), Conv1D(64, Kernel = 3, Padding = Padding.Same), Twice(Filters = 64), MaxPool1D(3, Stride = 2, Pad = 1)]
[Twice(Filters = 128), MaxPool1D(3, Stride = 2, Pad = 1), Twice(Filters = 256), MaxPool1D(3, Stride = 2, Pad = 1)]
[Twice(Filters = 512)]
[GlobalMaxPool1D, Dense(2048, Activation = Activation.ReLU), Dense(2048, Activation = Activation.ReLU), Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 128)]
public partial class VeryDeepCharacters;
