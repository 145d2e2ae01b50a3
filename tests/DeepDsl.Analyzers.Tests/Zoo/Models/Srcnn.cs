using DeepDsl;

namespace Zoo;

/// <summary>Dong et al. (2014): three convolutions sharpen an enlarged image.</summary>
[Model, Input(33, 33, 1)]
[Conv2D(64, Kernel = 9, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.001)]
[Conv2D(32, Kernel = 1, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.001)]
[Conv2D(1, Kernel = 5, Init = Init.Normal, InitValue = 0.001)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 16)]
public partial class Srcnn;
