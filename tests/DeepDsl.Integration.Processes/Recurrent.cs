namespace DeepDsl.Integration.Processes;

[Model, Input(12, 5), LSTM(16, Bidirectional = Merge.Concat), GRU(8, Return = Return.Last), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
internal sealed partial class Recurrent;
