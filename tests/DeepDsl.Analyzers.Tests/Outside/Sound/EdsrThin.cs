using DeepDsl;

// Lim et al., 2017: no norms, a skip around all.
[Block]
[Identity(Name = "x"), Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same), Add("x")]
public partial class Plain;

[Model, Input(24, 24, 3)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Name = "head"), Plain(Repeat = 6)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same), Add("head")]
[Upsample2D(2), Conv2D(3, Kernel = 3, Padding = Padding.Same)]
[Loss(Loss.MeanAbsoluteError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 16)]
public partial class EdsrThin;
