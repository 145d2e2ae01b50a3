namespace DeepDsl.GpuBenchmarks.Models;

/// <summary>A small VGG for images of 32 x 32 in colour, as the comparison with other libraries has it.</summary>
[Model, Input(32, 32, 3)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(256, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 64)]
public partial class Vgg;
