using DeepDsl;

namespace Zoo;

/// <summary>In the manner of FaceNet (Schroff et al., 2015): an anchor, the same face and another.</summary>
[Model, Input(3, 64, 64, 3), FaceVector(PerStep = true), Loss(Loss.Triplet, Margin = 0.2)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 32)]
public partial class FaceTriplets;

[Block, Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D, Dense(128)]
public partial class FaceVector;
