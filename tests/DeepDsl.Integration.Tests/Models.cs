using DeepDsl.Integration.Blocks;

namespace DeepDsl.Integration.Tests;

[Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)]
public partial class XorNet;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dropout(0.1), Dense(32, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16)]
public partial class Mlp;

[Model, Input(28, 28, 1), Conv2D(6, Kernel = 5, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.ReLU), MaxPool2D(2), Flatten, Dense(84, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, Precision = Precision.BFloat16)]
public partial class SixteenBits;

[Model, Input(12, Type = ElementType.Int32), Embedding(10, 8)]
[GRU(16, Bidirectional = Merge.Concat), LSTM(16, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class Sequences;

[Model, Input(784), Dense(64), BatchNorm, ReLU, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Served;

[Model, Input(6), ResidualBlock(Repeat = 2), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class WithForeignBlock;
