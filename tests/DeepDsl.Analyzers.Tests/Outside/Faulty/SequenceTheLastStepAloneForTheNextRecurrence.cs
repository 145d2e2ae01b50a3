using DeepDsl;

[Model, Input(50, Type = ElementType.Int32), Embedding(5000, 32), LSTM(64, [|Return = Return.Last|]), [|LSTM(32, Return = Return.Last)|]]
[Dense(1), Loss(Loss.SigmoidCrossEntropy)]
public partial class Sentiment;
