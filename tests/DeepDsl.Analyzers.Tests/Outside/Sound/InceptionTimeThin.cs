using DeepDsl;

// Fawaz et al., 2019: one module with its bottleneck.
[Block]
[Identity(Name = "x"), Conv1D(32, Kernel = 1, Bias = false, Name = "narrow")]
[Conv1D(32, Kernel = 39, Padding = Padding.Same, Bias = false, From = "narrow", Name = "long")]
[Conv1D(32, Kernel = 19, Padding = Padding.Same, Bias = false, From = "narrow", Name = "middle")]
[Conv1D(32, Kernel = 9, Padding = Padding.Same, Bias = false, From = "narrow", Name = "short")]
[MaxPool1D(3, Stride = 1, Padding = Padding.Same, From = "x"), Conv1D(32, Kernel = 1, Bias = false)]
[Concat("long", "middle", "short"), BatchNorm, ReLU]
public partial class Module;

[Model, Input(200, 3), Module(Repeat = 3), GlobalAvgPool1D, Dense(6)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class InceptionTimeThin;
