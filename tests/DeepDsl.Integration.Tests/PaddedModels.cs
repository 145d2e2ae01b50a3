namespace DeepDsl.Integration.Tests;

/// <summary>Tags each step by what comes next, which the last step has not: it must know where its sequence ends.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "lengths"), Input(Dim.T, 2, Lengths = "lengths", Name = "steps"), Extent(Dim.T, Max = 20)]
[GRU(12, Bidirectional = Merge.Concat), BatchNorm, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class NextSignTagger;

/// <summary>Tags windows: of nine steps of twenty, each of which sees five of them.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "lengths"), Input(20, 2, Lengths = "lengths", Name = "steps")]
[MaxPool1D(2, Stride = 1), Conv1D(8, Kernel = 3, Stride = 2, Activation = Activation.Tanh), Conv1D(8, Kernel = 3, Padding = Padding.Same)]
[GRU(8), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class WindowTagger;

/// <summary>Tags pairs of steps by the sign of their sum, in sequences of any length, of which the last pair may have one step alone.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "lengths"), Input(Dim.T, 2, Lengths = "lengths", Name = "steps"), Extent(Dim.T, Min = 2, Max = 20)]
[Conv1D(8, Kernel = 2, Stride = 2, Padding = Padding.SameUpper, Activation = Activation.Tanh), GroupNorm(1), GRU(8), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class PairTagger;

/// <summary>Where in a text the word 1 stands, from scores of all steps at once.</summary>
[Model, Input(12, Type = ElementType.Int32, PaddingToken = 0), Embedding(5, 8), GRU(8, Bidirectional = Merge.Concat)]
[Dense(1), FillPadding(Value = -1e9), Flatten]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class WordFinder;

/// <summary>Whether a text has more of one word than of another.</summary>
[Model, Input(Dim.T, Type = ElementType.Int32, PaddingToken = 0), Extent(Dim.T, Max = 20)]
[Embedding(5, 8), MultiHeadAttention(2), Conv1D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.Tanh), GlobalAvgPool1D]
[Dense(2), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class MajorityReader;
