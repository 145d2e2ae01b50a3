using DeepDsl;

[Model, Input(64, Type = ElementType.Int32), [|Embedding(8000, 64, Name = "words")|], LSTM(128), [|Unembed("words")|]]
[Loss(Loss.SoftmaxCrossEntropy), Train(ClipNorm = 1)]
public partial class Words;
