using DeepDsl;

// Badrinarayanan et al., 2015, with plain upsampling.
[Block]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
public partial class Step
{
    [Parameter] const int Filters = 16;
}

[Model, Input(96, 128, 3)]
[Step(Filters = 16, Repeat = 2), MaxPool2D(2), Step(Filters = 32, Repeat = 2), MaxPool2D(2), Step(Filters = 64, Repeat = 3)]
[MaxPool2D(2)]
[Upsample2D(2), Step(Filters = 64, Repeat = 3), Upsample2D(2), Step(Filters = 32, Repeat = 2), Upsample2D(2), Step(Filters = 16)]
[Conv2D(12, Kernel = 3, Padding = Padding.Same), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.1, Momentum = 0.9, BatchSize = 12)]
public partial class SegNetThin;
