using DeepDsl;

[Model, Input(60, 2, Type = ElementType.Int32, Name = "edges"), [|Input(50, 4, Name = "bonds")|], Input(20, 8, Name = "atoms")]
[GraphAttention(32, [|EdgeFeatures = "bonds"|], Heads = 4), ELU, GlobalAvgPool1D, Dense(1), Loss(Loss.SigmoidCrossEntropy)]
public partial class Toxicity;
