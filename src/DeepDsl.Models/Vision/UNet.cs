namespace DeepDsl.Models;

/// <summary>
/// Ronneberger et al. (2015) with padding and batch norms, so that each pixel has its scores: for images whose height and width are
/// multiples
/// of 16.
/// </summary>
[Block]
[DoubleConv(Filters = Width, Name = "down1", TorchName = "inc")]
[UNetDown(Filters = Width * 2, Name = "down2", TorchName = "down1"), UNetDown(Filters = Width * 4, Name = "down3", TorchName = "down2")]
[UNetDown(Filters = Width * 8, Name = "down4", TorchName = "down3"), UNetDown(Filters = Width * 16, TorchName = "down4")]
[UNetStep(Filters = Width * 8, Skip = "down4", TorchName = "up1"), UNetStep(Filters = Width * 4, Skip = "down3", TorchName = "up2")]
[UNetStep(Filters = Width * 2, Skip = "down2", TorchName = "up3"), UNetStep(Filters = Width, Skip = "down1", TorchName = "up4")]
[Conv2D(Classes, Kernel = 1, TorchName = "outc.conv")]
public partial class UNet
{
    [Parameter] const int Classes = 2;
    [Parameter] const int Width = 64;
}
