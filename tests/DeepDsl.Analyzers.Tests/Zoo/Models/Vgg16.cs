using DeepDsl;

namespace Zoo;

/// <summary>Simonyan and Zisserman (2014), column D.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, When = Three)]
[MaxPool2D(2)]
public partial class VggStage
{
    [Parameter] const int Filters = 64;
    [Parameter] const bool Three = true;
}

[Model, Input(224, 224, 3)]
[VggStage(Filters = 64, Three = false)]
[VggStage(Filters = 128, Three = false)]
[VggStage(Filters = 256)]
[VggStage(Filters = 512)]
[VggStage(Filters = 512)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(4096, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 256)]
public partial class Vgg16;
