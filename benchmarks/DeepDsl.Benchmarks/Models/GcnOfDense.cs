namespace DeepDsl.Benchmarks.Models;

/// <summary>Two graph convolutions over as many papers, words and citations as Cora has; each word of each paper is told.</summary>
[Model, Input(10556, 2, Type = ElementType.Int32, Name = "edges"), Input(2708, 1433, Name = "words")]
[GraphConv(16, Activation = Activation.ReLU), Dropout(0.5), GraphConv(7)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, WeightDecay = 5e-4, BatchSize = 1)]
public partial class GcnOfDense;
