using DeepDsl;

namespace Zoo;

/// <summary>Topics of papers from their words and whom they cite (Kipf and Welling, 2017), with the numbers of Cora.</summary>
[Model, Input(10556, 2, Type = ElementType.Int32, Name = "edges"), Input(2708, 1433, Name = "words")]
[Dropout(0.5), GraphConv(16, Bias = true, Activation = Activation.ReLU), Dropout(0.5), GraphConv(7)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 1)]
public partial class CitationGcn;
