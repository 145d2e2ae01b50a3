using DeepDsl;

namespace Zoo;

/// <summary>Krizhevsky et al. (2012), without local response normalisation; the starts of weights and biases as published.</summary>
[Model, Input(227, 227, 3)]
[Conv2D(96, Kernel = 11, Stride = 4, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(256, Kernel = 5, Pad = 2, Groups = 2, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01, BiasInit = Init.Ones)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(384, Kernel = 3, Pad = 1, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01)]
[Conv2D(384, Kernel = 3, Pad = 1, Groups = 2, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01, BiasInit = Init.Ones)]
[Conv2D(256, Kernel = 3, Pad = 1, Groups = 2, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.01, BiasInit = Init.Ones)]
[MaxPool2D(3, Stride = 2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.005, BiasInit = Init.Ones), Dropout(0.5)]
[Dense(4096, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.005, BiasInit = Init.Ones), Dropout(0.5)]
[Dense(1000, Init = Init.Normal, InitValue = 0.01)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 128)]
public partial class AlexNet;
