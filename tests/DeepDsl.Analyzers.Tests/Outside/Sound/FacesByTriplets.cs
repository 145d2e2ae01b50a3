using DeepDsl;

// Schroff et al., 2015.
[Block, Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(32)]
public partial class Face;

[Model, Input(3, 32, 32, 1), Face(PerStep = true), Loss(Loss.Triplet, Margin = 0.2), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class FacesByTriplets;
