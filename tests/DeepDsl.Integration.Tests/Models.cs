using DeepDsl.Integration.Blocks;

namespace DeepDsl.Integration.Tests;

[Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)]
public partial class XorNet;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dropout(0.1), Dense(32, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16)]
public partial class Mlp;

[Model, Input(28, 28, 1), Conv2D(6, Kernel = 5, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.ReLU), MaxPool2D(2), Flatten, Dense(84, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, Precision = Precision.BFloat16)]
public partial class SixteenBits;

[Model, Input(12, Type = ElementType.Int32), Embedding(10, 8)]
[GRU(16, Bidirectional = Merge.Concat), LSTM(16, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class Sequences;

[Model, Input(784), Dense(64), BatchNorm, ReLU, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Served;

[Model, Input(6), ResidualBlock(Repeat = 2), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class WithForeignBlock;

/// <summary>Names each token by the one before it, in texts of any length.</summary>
[Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Min = 3, Max = 40)]
[Embedding(9, 12), Conv1D(24, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "around"), LayerNorm, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class Tagger;

/// <summary>The same of texts of one length.</summary>
[Model, Input(12, Type = ElementType.Int32)]
[Embedding(9, 12), Conv1D(24, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "around"), LayerNorm, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class TaggerOfTwelve;

/// <summary>One answer for a sequence of any length; what is pooled was narrowed by two steps.</summary>
[Model, Input(Dim.T, 4), Extent(Dim.T, Min = 3, Max = 64)]
[Conv1D(8, Kernel = 3, Bias = false), BatchNorm, ReLU, Dropout(0.1), GlobalAvgPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class SequenceClassifier;

/// <summary>Two sequences of lengths of their own.</summary>
[Model, Input(Dim.S, 3, Name = "source"), Input(Dim.T, 3, Name = "target"), Extent(Dim.T, Max = 9), Extent(Dim.S, Max = 7)]
[Conv1D(3, Kernel = 3, Padding = Padding.Causal, From = "source"), Concat("target", Axis = 0), Dense(2)]
public partial class TwoSequences;

public static partial class Longer
{
    [Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Max = 80)]
    [Embedding(9, 12), Conv1D(24, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "around"), LayerNorm, Dense(3)]
    [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
    public partial class Tagger;
}
