using DeepDsl;

namespace Zoo;

/// <summary>Liu et al. (2022), tiny but for the number of blocks.</summary>
[Block]
[Identity(Name = "x")]
[DepthwiseConv2D(Kernel = 7, Padding = Padding.Same), LayerNorm(Eps = 1e-6)]
[Dense(Channels * 4, Activation = Activation.GELU), Dense(Channels)]
[Add("x")]
public partial class NextBlock
{
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}

[Model, Input(224, 224, 3)]
[Conv2D(96, Kernel = 4, Stride = 4, Init = Init.TruncatedNormal, InitValue = 0.02), LayerNorm(Eps = 1e-6)]
[NextBlock(Repeat = 2)]
[LayerNorm(Eps = 1e-6), Conv2D(192, Kernel = 2, Stride = 2), NextBlock(Repeat = 2)]
[LayerNorm(Eps = 1e-6), Conv2D(384, Kernel = 2, Stride = 2), NextBlock(Repeat = 2)]
[LayerNorm(Eps = 1e-6), Conv2D(768, Kernel = 2, Stride = 2), NextBlock]
[GlobalAvgPool2D, LayerNorm(Eps = 1e-6)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)]
[Train(Optimizer = Optimizer.AdamW, LearningRate = 4e-3, WeightDecay = 0.05, BatchSize = 4096)]
public partial class ConvNeXt;
