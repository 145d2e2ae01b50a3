using DeepDsl;

[Model, Input(365, 4), [|SimpleRNN(32, Return = Return.Last)|], Dense(1), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class Weather;
