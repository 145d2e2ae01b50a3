using DeepDsl;

// Ordonez and Roggen, 2016: activities from sensors.
[Model, Input(24, 113)]
[Conv1D(64, Kernel = 5, Activation = Activation.ReLU), Conv1D(64, Kernel = 5, Activation = Activation.ReLU)]
[Conv1D(64, Kernel = 5, Activation = Activation.ReLU), Conv1D(64, Kernel = 5, Activation = Activation.ReLU)]
[Dropout(0.5), LSTM(128), Dropout(0.5), LSTM(128, Return = Return.Last), Dense(18)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.RMSprop, LearningRate = 1e-3, BatchSize = 100)]
public partial class DeepConvLstm;
