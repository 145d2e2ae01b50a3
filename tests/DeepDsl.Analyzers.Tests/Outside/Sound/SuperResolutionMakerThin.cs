using DeepDsl;

// Ledig et al., 2017.
[Block, Identity(Name = "x"), Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, PReLU]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Add("x")]
public partial class SharpBlock;

[Model, Input(24, 24, 3), Conv2D(16, Kernel = 9, Padding = Padding.Same), PReLU(Name = "first"), SharpBlock(Repeat = 4)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Add("first")]
[Upsample2D(2), Conv2D(16, Kernel = 3, Padding = Padding.Same), PReLU, Conv2D(3, Kernel = 9, Padding = Padding.Same)]
[Loss(Loss.MeanSquaredError)]
public partial class SuperResolutionMaker;
