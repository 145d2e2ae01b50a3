namespace DeepDsl.Models;

/// <summary>A step down of Ronneberger et al. (2015): half the height and width, then two convolutions.</summary>
[Block]
[MaxPool2D(2), DoubleConv(Filters = Filters, TorchName = "maxpool_conv.1")]
public partial class UNetDown
{
    [Parameter] const int Filters = 128;
}
