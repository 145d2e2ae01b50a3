namespace DeepDsl.Benchmarks.Models;

/// <summary>The same of words that are told as ones, not as shares.</summary>
[Model, Input(10556, 2, Type = ElementType.Int32, Name = "edges")]
[Input(2708, 40, Type = ElementType.Int32, Name = "words"), SparseRows(1433)]
[GraphConv(16, Activation = Activation.ReLU), Dropout(0.5), GraphConv(7)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, WeightDecay = 5e-4, BatchSize = 1)]
public partial class GcnOfOnes;
