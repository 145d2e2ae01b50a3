using DeepDsl;

namespace FashionMnist.Models;

/// <summary>The 20-layer residual network of He et al. (2015) for small images.</summary>
// <resnet>
[Model, Input(28, 28, 1)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = 16, Repeat = 3)]
[BasicBlock(Filters = 32, Stride = 2), BasicBlock(Filters = 32, Repeat = 2)]
[BasicBlock(Filters = 64, Stride = 2), BasicBlock(Filters = 64, Repeat = 2)]
[GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 64)]
public partial class ResNet20;
// </resnet>
