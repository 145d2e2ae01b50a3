namespace DeepDsl.Models;

/// <summary>Between two blocks of Huang et al. (2016): half the channels, half the height and width.</summary>
[Block]
[BatchNorm(TorchName = "norm"), ReLU, Conv2D(Channels / 2, Kernel = 1, Bias = false, TorchName = "conv"), AvgPool2D(2)]
public partial class DenseTransition
{
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}
