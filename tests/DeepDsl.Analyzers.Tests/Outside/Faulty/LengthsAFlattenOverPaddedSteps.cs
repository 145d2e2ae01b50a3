using DeepDsl;

[Model, Input(1, Type = ElementType.Int32, Name = "count"), Input(40, 6, Lengths = "count", Name = "steps"), LSTM(32), [|Flatten|]]
[Dense(5), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Gesture;
