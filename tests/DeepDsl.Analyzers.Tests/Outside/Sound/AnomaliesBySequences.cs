using DeepDsl;

// Malhotra et al., 2016.
[Model, Input(30, 4), LSTM(32, Return = Return.Last), RepeatVector(30), LSTM(32), Dense(4), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class Anomalies;
