namespace DeepDsl.Models;

/// <summary>A layer of Huang et al. (2016): it adds <c>Growth</c> channels to those that it reads.</summary>
[Block]
[Identity(Name = "x")]
[BatchNorm(TorchName = "norm1"), ReLU, Conv2D(Growth * Bottleneck, Kernel = 1, Bias = false, TorchName = "conv1")]
[BatchNorm(TorchName = "norm2"), ReLU, Conv2D(Growth, Kernel = 3, Padding = Padding.Same, Bias = false, Name = "new", TorchName = "conv2")]
[Concat("new", From = "x")]
public partial class DenseLayer
{
    [Parameter] const int Growth = 32;
    /// <summary>Channels between the two convolutions, as a multiple of <c>Growth</c>.</summary>
    [Parameter] const int Bottleneck = 4;
}
