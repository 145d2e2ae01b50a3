using DeepDsl;

[Model, Input(64, Type = ElementType.Int32), [|Embedding(8000, 64)|], [|MultiHeadAttention(4)|], LayerNorm, GlobalAvgPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Reviews;
