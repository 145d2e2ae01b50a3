using DeepDsl;

[Block, Conv2D(Filters, Kernel = 3, Padding = Padding.Same), BatchNorm, ReLU]
public partial class Unit
{
    [Parameter] const int Filters = 16;
}

[Model, Input(32, 32, 3), Unit([|Filter = 32|]), GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
