using DeepDsl;

// Chen et al., 2020: two views of each picture, a projection that is thrown away later.
[Block, Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D]
[Dense(32, Activation = Activation.ReLU), Dense(16)]
public partial class Views;

[Model, Input(2, 8, 16, 16, 1), Reshape(16, 16, 16, 1), Views(PerStep = true), Reshape(2, 8, 16), Loss(Loss.InfoNCE, Temperature = 0.5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64)]
public partial class ContrastedViews;
