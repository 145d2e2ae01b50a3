namespace DeepDsl.Report.Tests;

/// <summary>Three classes, of which one has a name that is markup.</summary>
internal enum Mark
{
    Plain,
    Bold,
    Slanted,
}

// <residual>
[Block, Identity(Name = "x"), Conv2D(Filters, Kernel = 3, Padding = Padding.Same), BatchNorm, ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same), BatchNorm, Add("x"), ReLU]
internal partial class Residual
{
    [Parameter] const int Filters = 4;
}
// </residual>

/// <summary>Two branches, two blocks that are alike, a skip over both, and two outputs.</summary>
[Model, Input(8, 8, 3), Conv2D(4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "stem")]
[Residual(Filters = 4, Name = "first"), Residual(Filters = 4, Name = "second"), Add("stem", Name = "joined")]
[GlobalAvgPool2D(Name = "pooled"), Dense(3, Name = "mark"), Dense(2, From = "pooled", Name = "place")]
[Output("mark"), Output("place"), Labels(typeof(Mark))]
[Loss(Loss.SoftmaxCrossEntropy, Output = "mark"), Loss(Loss.MeanSquaredError, Output = "place")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 16)]
internal partial class Marks;

/// <summary>A map of classes is the gradient-weighted one in closed form.</summary>
[Model, Input(6, 6, 1), Conv2D(3, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 16)]
internal partial class OneMap;

[Model, Input(3), Dense(6, Activation = Activation.Tanh), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 16)]
internal partial class Plane;

[Model, Input(4), Dense(3)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 16)]
internal partial class Tags;

[Model, Input(4), Dense(8, Activation = Activation.Tanh), Dense(25)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 16, Precision = Precision.BFloat16)]
internal partial class ManyClasses;

[Model, Input(Dim.T, Type = ElementType.Int32, PaddingToken = 0), Extent(Dim.T, Max = 12), Embedding(9, 4), GRU(5), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 8, ClipNorm = 1)]
internal partial class Tagger;

[Model, Input(4), Dense(1)]
[Loss(Loss.Hinge), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-2, BatchSize = 16)]
internal partial class Sides;

[Model, Input(5), Dense(2)]
internal partial class NoLoss;
