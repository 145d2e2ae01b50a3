using FashionMnist.Models;

namespace DeepDsl.Benchmarks.Models;

/// <summary>For images of 32 x 32 in colour, as the comparison with other libraries has it.</summary>
[Model, Input(32, 32, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = 16, Repeat = 3)]
[BasicBlock(Filters = 32, Stride = 2), BasicBlock(Filters = 32, Repeat = 2)]
[BasicBlock(Filters = 64, Stride = 2), BasicBlock(Filters = 64, Repeat = 2)]
[GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 64)]
public partial class ResNet20;
