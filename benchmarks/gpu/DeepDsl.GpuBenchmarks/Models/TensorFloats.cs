using FashionMnist.Models;

namespace DeepDsl.GpuBenchmarks.Models.TensorFloats;

// The models beside, with products of 19 bits, as tensor cores take them.

[Model, Input(784), Dense(256, Activation = Activation.ReLU), Dense(128, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 64, Precision = Precision.TensorFloat32)]
public partial class Mlp;

[Model, Input(28, 28, 1)]
[Conv2D(6, Kernel = 5, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64, Precision = Precision.TensorFloat32)]
public partial class LeNet;

[Model, Input(32, 32, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = 16, Repeat = 3)]
[BasicBlock(Filters = 32, Stride = 2), BasicBlock(Filters = 32, Repeat = 2)]
[BasicBlock(Filters = 64, Stride = 2), BasicBlock(Filters = 64, Repeat = 2)]
[GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-4, BatchSize = 64, Precision = Precision.TensorFloat32)]
public partial class ResNet20;

[Model, Input(32, 32, 3)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(256, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 64, Precision = Precision.TensorFloat32)]
public partial class Vgg;

[Model, Input(32, 32), Dense(32, Bias = false), Train(Precision = Precision.TensorFloat32)]
public partial class Product32;

[Model, Input(1024, 1024), Dense(1024, Bias = false), Train(Precision = Precision.TensorFloat32)]
public partial class Product1024;

[Model, Input(2048, 2048), Dense(2048, Bias = false), Train(Precision = Precision.TensorFloat32)]
public partial class Product2048;

[Model, Input(4096, 4096), Dense(4096, Bias = false), Train(Precision = Precision.TensorFloat32)]
public partial class Product4096;

[Model, Input(8192, 8192), Dense(8192, Bias = false), Train(Precision = Precision.TensorFloat32)]
public partial class Product8192;
