using DeepDsl;

[Model, Input(60, 2, Type = ElementType.Int32, Name = "edges"), Input(60, 4, Name = "bonds"), Input(30, 9, Name = "atoms")]
[GraphAttention(32, EdgeFeatures = "bonds", Heads = 4), ELU, GraphAttention(32, EdgeFeatures = "bonds", Heads = 4), ELU, GlobalAvgPool1D]
[Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class BondsWithFeatures;
