using DeepDsl;

[Model, Input(40, 20), [|Conv1D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)|]]
[[|Conv1D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)|], LSTM(64, Bidirectional = Merge.Concat)]
[Dense(29)]
[Loss(Loss.CTC, [|MaxLabels = 25|]), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class Speech;
