using DeepDsl;

namespace FashionMnist.Models;

/// <summary>
/// Four convolutions with batch norm, and dropout before each dense layer. The dense layers start small, as AlexNet's did: with dropout in
/// front, larger weights would spend the first epoch on unlearning confident nonsense.
/// </summary>
[Model, Input(28, 28, 1)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[MaxPool2D(2)]
[Dropout(0.25), Flatten]
[Dense(128, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01), Dropout(0.5)]
[Dense(10, Init = Init.Normal, InitValue = 0.01)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 128)]
public partial class Cnn;
