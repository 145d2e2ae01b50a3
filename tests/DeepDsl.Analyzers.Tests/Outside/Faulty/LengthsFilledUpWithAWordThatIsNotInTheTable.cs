using DeepDsl;

[Model, Input(50, Type = ElementType.Int32, [|PaddingToken = 5000|]), [|Embedding(5000, 32)|], GRU(32, Return = Return.Last), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Sentiment;
