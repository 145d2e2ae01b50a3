using DeepDsl;

namespace Zoo;

/// <summary>Bai et al. (2018): the temporal convolutional network for rows of an image as a sequence.</summary>
[Block]
[Identity(Name = "x")]
[Conv1D(25, Kernel = 7, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.ReLU), SpatialDropout1D(0.05)]
[Conv1D(25, Kernel = 7, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.ReLU), SpatialDropout1D(0.05)]
[Shortcut("x"), ReLU]
public partial class TemporalBlock
{
    [Parameter] const int Dilation = 1;
}

[Model, Input(784, 1)]
[TemporalBlock(Dilation = 1), TemporalBlock(Dilation = 2), TemporalBlock(Dilation = 4), TemporalBlock(Dilation = 8)]
[TemporalBlock(Dilation = 16), TemporalBlock(Dilation = 32), TemporalBlock(Dilation = 64)]
[GlobalAvgPool1D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, BatchSize = 64)]
public partial class Tcn;
