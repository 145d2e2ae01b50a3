using DeepDsl;

[Model, [|Input(1, Name = "count")|], Input(40, 6, [|Lengths = "count"|], Name = "steps"), LSTM(32, Return = Return.Last), Dense(5)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Gesture;
