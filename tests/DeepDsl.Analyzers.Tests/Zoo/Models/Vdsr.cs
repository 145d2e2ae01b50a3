using DeepDsl;

namespace Zoo;

/// <summary>Kim et al. (2015): twenty convolutions without any norm, trained through the one skip around them all
/// and clipped gradients.</summary>
[Block]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Init = Init.HeNormal)]
public partial class Sharpen;

[Model, Input(41, 41, 1, Name = "blurred")]
[Sharpen(Repeat = 19)]
[Conv2D(1, Kernel = 3, Padding = Padding.Same)]
[Add("blurred")]
[Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-4, ClipNorm = 0.4, BatchSize = 64)]
public partial class Vdsr;
