using DeepDsl;

[Model, Input(300, 8), [|SimpleRNN(64, Activation = Activation.ReLU, Return = Return.Last)|], Dense(1), Loss(Loss.MeanSquaredError)]
public partial class Forecast;
