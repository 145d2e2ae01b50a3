using DeepDsl;

namespace Zoo;

/// <summary>A word of a recording, from its spectrum: convolutions with batch norms, then an LSTM over time.</summary>
[Model, Input(98, 40)]
[Conv1D(64, Kernel = 5, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool1D(2)]
[Conv1D(128, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[LSTM(128, Bidirectional = Merge.Concat, Return = Return.Last), Dropout(0.3), Dense(35)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64, ClipNorm = 1)]
public partial class SpeechCrnn;
