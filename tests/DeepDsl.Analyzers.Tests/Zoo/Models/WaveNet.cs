using DeepDsl;

namespace Zoo;

/// <summary>The dilated causal stack of van den Oord et al. (2016), with gates and residuals, over 256 levels of sound.</summary>
[Block]
[Identity(Name = "x")]
[Conv1D(32, Kernel = 2, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.Tanh, Name = "signal")]
[Conv1D(32, Kernel = 2, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.Sigmoid, From = "x")]
[Multiply("signal")]
[Conv1D(32, Kernel = 1)]
[Add("x")]
public partial class GatedStep
{
    [Parameter] const int Dilation = 1;
}

[Model, Input(1024, Type = ElementType.Int32)]
[Embedding(256, 32)]
[GatedStep(Dilation = 1), GatedStep(Dilation = 2), GatedStep(Dilation = 4), GatedStep(Dilation = 8), GatedStep(Dilation = 16)]
[GatedStep(Dilation = 32), GatedStep(Dilation = 64), GatedStep(Dilation = 128), GatedStep(Dilation = 256), GatedStep(Dilation = 512)]
[ReLU]
[Conv1D(256, Kernel = 1, Activation = Activation.ReLU)]
[Conv1D(256, Kernel = 1)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 8)]
public partial class WaveNet;
