using DeepDsl;

// Redmon and Farhadi, 2016: a fully convolutional classifier.
[Block]
[Conv2D(Filters, Kernel = Kernel, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(Slope = 0.1)]
public partial class Dark
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Kernel = 3;
}

[Model, Input(224, 224, 3)]
[Dark(Filters = 8), MaxPool2D(2), Dark(Filters = 16), MaxPool2D(2)]
[Dark(Filters = 32), Dark(Filters = 16, Kernel = 1), Dark(Filters = 32), MaxPool2D(2)]
[Dark(Filters = 64), Dark(Filters = 32, Kernel = 1), Dark(Filters = 64), MaxPool2D(2)]
[Dark(Filters = 128), Dark(Filters = 64, Kernel = 1), Dark(Filters = 128), Dark(Filters = 64, Kernel = 1), Dark(Filters = 128)]
[MaxPool2D(2)]
[Dark(Filters = 256), Dark(Filters = 128, Kernel = 1), Dark(Filters = 256), Dark(Filters = 128, Kernel = 1), Dark(Filters = 256)]
[Conv2D(1000, Kernel = 1), GlobalAvgPool2D, Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 128)]
public partial class Darknet19Thin;
