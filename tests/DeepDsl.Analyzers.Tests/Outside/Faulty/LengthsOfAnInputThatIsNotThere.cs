using DeepDsl;

[Model, Input(40, 6, [|Lengths = "count"|]), LSTM(32, Return = Return.Last), Dense(5), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Gesture;
