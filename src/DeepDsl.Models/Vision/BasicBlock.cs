namespace DeepDsl.Models;

/// <summary>The residual block of He et al. (2015), with a 1x1 projection where shapes differ.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false, TorchName = "conv1"), BatchNorm(TorchName = "bn1")]
[ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false, TorchName = "conv2"), BatchNorm(TorchName = "bn2")]
[Shortcut("x", Norm = true, TorchName = "downsample"), ReLU]
public partial class BasicBlock
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}
