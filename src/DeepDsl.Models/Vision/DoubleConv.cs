namespace DeepDsl.Models;

/// <summary>Two convolutions of 3x3, each with batch norm and ReLU, as between the steps of a <see cref="UNet"/>.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false, TorchName = "double_conv.0"), BatchNorm(TorchName = "double_conv.1")]
[ReLU]
[Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false, TorchName = "double_conv.3"), BatchNorm(TorchName = "double_conv.4")]
[ReLU]
public partial class DoubleConv
{
    [Parameter] const int Filters = 64;
}
