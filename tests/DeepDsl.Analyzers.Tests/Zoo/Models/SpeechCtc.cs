using DeepDsl;

namespace Zoo;

/// <summary>Letters of speech (Graves and Jaitly, 2014): bands of a second and a half through recurrent layers, labels without places.</summary>
[Model, Input(24000), MelSpectrogram(400, Hop = 160, Mels = 40, Log = true), LayerNorm]
[LSTM(64, Bidirectional = Merge.Concat, Layers = 2), Dense(29)]
[Loss(Loss.CTC, MaxLabels = 30), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16, ClipNorm = 5)]
public partial class SpeechCtc;
