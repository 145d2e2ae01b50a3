using DeepDsl;

// Amodei et al., 2016.
[Model, Input(160, 81), Conv1D(64, Kernel = 11, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GRU(64, Bidirectional = Merge.Sum), GRU(64, Bidirectional = Merge.Sum), Dense(29), Loss(Loss.CTC, MaxLabels = 30)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 3e-4, ClipNorm = 1)]
public partial class DeepSpeech;
