using DeepDsl;

namespace Zoo;

/// <summary>The same by graph attention (Velickovic et al., 2018): eight heads of eight, then one.</summary>
[Model, Input(10556, 2, Type = ElementType.Int32, Name = "edges"), Input(2708, 1433, Name = "words")]
[Dropout(0.6), GraphAttention(8, Heads = 8, Dropout = 0.6, Activation = Activation.ELU)]
[Dropout(0.6), GraphAttention(7, Dropout = 0.6)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.005, BatchSize = 1)]
public partial class CitationGat;
