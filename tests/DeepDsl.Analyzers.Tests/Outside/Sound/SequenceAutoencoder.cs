using DeepDsl;

// Srivastava et al., 2015: a sequence through one state.
[Model, Input(30, 8), LSTM(64, Return = Return.Last), RepeatVector(30), LSTM(64), Dense(8)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class SequenceAutoencoder;
