using DeepDsl;

namespace Zoo;

/// <summary>The stem of Szegedy et al. (2015) with one module of each kind, 1x7 and 7x1 factors among them.</summary>
[Block]
[Conv2D(Filters, KernelH = High, KernelW = Wide, Stride = Stride, Padding = Border, Bias = false), BatchNorm(Eps = 1e-3), ReLU]
public partial class ConvNorm
{
    [Parameter] const int Filters = 32;
    [Parameter] const int High = 1;
    [Parameter] const int Wide = 1;
    [Parameter] const int Stride = 1;
    [Parameter] const Padding Border = Padding.Valid;
}

[Block]
[Identity(Name = "x")]
[ConvNorm(Filters = 64, Name = "one")]
[ConvNorm(Filters = 48, From = "x"), ConvNorm(Filters = 64, High = 5, Wide = 5, Border = Padding.Same, Name = "five")]
[ConvNorm(Filters = 64, From = "x"), ConvNorm(Filters = 96, High = 3, Wide = 3, Border = Padding.Same)]
[ConvNorm(Filters = 96, High = 3, Wide = 3, Border = Padding.Same, Name = "three")]
[AvgPool2D(3, Stride = 1, Pad = 1, From = "x"), ConvNorm(Filters = Pooled)]
[Concat("one", "five", "three")]
public partial class InceptionA
{
    [Parameter] const int Pooled = 64;
}

[Block]
[Identity(Name = "x")]
[ConvNorm(Filters = 384, High = 3, Wide = 3, Stride = 2, Name = "single")]
[ConvNorm(Filters = 64, From = "x"), ConvNorm(Filters = 96, High = 3, Wide = 3, Border = Padding.Same)]
[ConvNorm(Filters = 96, High = 3, Wide = 3, Stride = 2, Name = "double")]
[MaxPool2D(3, Stride = 2, From = "x")]
[Concat("single", "double")]
public partial class ReductionA;

[Block]
[Identity(Name = "x")]
[ConvNorm(Filters = 192, Name = "one")]
[ConvNorm(Filters = 128, From = "x"), ConvNorm(Filters = 128, Wide = 7, Border = Padding.Same)]
[ConvNorm(Filters = 192, High = 7, Border = Padding.Same, Name = "seven")]
[ConvNorm(Filters = 128, From = "x"), ConvNorm(Filters = 128, High = 7, Border = Padding.Same)]
[ConvNorm(Filters = 128, Wide = 7, Border = Padding.Same), ConvNorm(Filters = 128, High = 7, Border = Padding.Same)]
[ConvNorm(Filters = 192, Wide = 7, Border = Padding.Same, Name = "sevenTwice")]
[AvgPool2D(3, Stride = 1, Pad = 1, From = "x"), ConvNorm(Filters = 192)]
[Concat("one", "seven", "sevenTwice")]
public partial class InceptionB;

[Model, Input(299, 299, 3)]
[ConvNorm(Filters = 32, High = 3, Wide = 3, Stride = 2)]
[ConvNorm(Filters = 32, High = 3, Wide = 3)]
[ConvNorm(Filters = 64, High = 3, Wide = 3, Border = Padding.Same)]
[MaxPool2D(3, Stride = 2)]
[ConvNorm(Filters = 80)]
[ConvNorm(Filters = 192, High = 3, Wide = 3)]
[MaxPool2D(3, Stride = 2)]
[InceptionA(Pooled = 32)]
[ReductionA]
[InceptionB]
[GlobalAvgPool2D, Dropout(0.2)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 0.045, Rho = 0.9, Epsilon = 1.0, ClipNorm = 2.0, BatchSize = 32)]
public partial class InceptionV3;
