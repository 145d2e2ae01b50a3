using DeepDsl;

[Model, Input(40, Type = ElementType.Int32), Embedding(1000, 64), LearnedPositions, [|MultiHeadAttention(7)|], GlobalAvgPool1D]
[Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
