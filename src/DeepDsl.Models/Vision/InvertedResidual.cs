namespace DeepDsl.Models;

/// <summary>Sandler et al. (2018): wide between two narrow ends, of which the last has no activation.</summary>
[Block]
[Identity(Name = "x")]
[ConvNorm(Filters = Channels * Expand, Function = Activation.ReLU6, When = Expand > 1, TorchName = "conv.0")]
[DepthwiseNorm(Stride = Stride, Function = Activation.ReLU6, TorchName = Expand > 1 ? "conv.1" : "conv.0")]
[Conv2D(Filters, Kernel = 1, Bias = false, TorchName = Expand > 1 ? "conv.2" : "conv.1")]
[BatchNorm(TorchName = Expand > 1 ? "conv.3" : "conv.2")]
[Shortcut("x", Otherwise = Otherwise.Skip)]
public partial class InvertedResidual
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Stride = 1;
    [Parameter] const int Expand = 6;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}
