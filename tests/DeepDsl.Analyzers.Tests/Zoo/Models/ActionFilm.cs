using DeepDsl;

namespace Zoo;

/// <summary>Actions in films of 16 images: a network for each image, then convolutions over time.</summary>
[Model, Input(16, 64, 64, 3), FilmImage(PerStep = true)]
[Conv1D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), GlobalAvgPool1D, Dropout(0.5), Dense(101)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 16)]
public partial class ActionFilm;

[Block, Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D]
public partial class FilmImage;
