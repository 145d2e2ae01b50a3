using DeepDsl;

namespace Zoo;

/// <summary>Fourteen findings in one image, on logits.</summary>
[Model, Input(128, 128, 1)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(14)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 32)]
public partial class ChestXRay;
