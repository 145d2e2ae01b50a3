namespace DeepDsl.Models;

/// <summary>The bottleneck of He et al. (2015), with its stride on the 3x3 convolution and a 1x1 projection where shapes differ.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Width, Kernel = 1, Bias = false, TorchName = "conv1"), BatchNorm(TorchName = "bn1"), ReLU]
[Conv2D(Width, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false, TorchName = "conv2"), BatchNorm(TorchName = "bn2"), ReLU]
[Conv2D(Width * Expansion, Kernel = 1, Bias = false, TorchName = "conv3"), BatchNorm(TorchName = "bn3")]
[Shortcut("x", Norm = true, TorchName = "downsample"), ReLU]
public partial class Bottleneck
{
    [Parameter] const int Width = 64;
    [Parameter] const int Expansion = 4;
    [Parameter] const int Stride = 1;
}
