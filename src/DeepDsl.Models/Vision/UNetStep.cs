namespace DeepDsl.Models;

/// <summary>
/// A step up of Ronneberger et al. (2015): twice the height and width, joined with the value named <c>Skip</c> from the way down, then two
/// convolutions.
/// </summary>
[Block]
[ConvTranspose2D(Filters, Kernel = 2, Stride = 2, Name = "up", TorchName = "up")]
[Concat("up", From = Skip), DoubleConv(Filters = Filters, TorchName = "conv")]
public partial class UNetStep
{
    [Parameter] const int Filters = 64;
    [Parameter] const string Skip = "skip";
}
