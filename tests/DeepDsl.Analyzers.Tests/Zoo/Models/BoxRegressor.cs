using DeepDsl;

namespace Zoo;

/// <summary>The place of one thing in an image, as fractions of its sides.</summary>
[Model, Input(64, 64, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Flatten, Dense(128, Activation = Activation.ReLU), Dense(4, Activation = Activation.Sigmoid)]
[Loss(Loss.BoxGIoU), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class BoxRegressor;
