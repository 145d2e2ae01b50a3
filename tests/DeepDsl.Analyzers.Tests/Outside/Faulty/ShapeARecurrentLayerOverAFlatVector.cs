using DeepDsl;

[Model, Input(120), [|LSTM(32, Return = Return.Last)|], Dense(1), Loss(Loss.MeanSquaredError)]
public partial class Forecast;
