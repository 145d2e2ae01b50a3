using DeepDsl;

[Model, Input(30, 4), LSTM(32, [|Return = Return.Last|]), [|LSTM(32)|], Dense(4), Loss(Loss.MeanSquaredError)]
public partial class Anomaly;
