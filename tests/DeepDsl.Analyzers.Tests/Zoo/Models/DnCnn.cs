using DeepDsl;

namespace Zoo;

/// <summary>Zhang et al. (2016): seventeen convolutions estimate the noise, which is then taken off the image.</summary>
[Block]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Clean;

[Model, Input(40, 40, 1, Name = "noisy")]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Clean(Repeat = 15)]
[Conv2D(1, Kernel = 3, Padding = Padding.Same, Bias = false, Name = "noise")]
[Subtract("noise", From = "noisy")]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 128)]
public partial class DnCnn;
