namespace DeepDsl.Models;

/// <summary>Radford et al. (2015): from an image of 64x64 to one score, above 0 where it looks real.</summary>
[Block]
[Conv2D(Width, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.0")]
[LeakyReLU(Slope = 0.2)]
[Conv2D(Width * 2, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.2")]
[BatchNorm(TorchName = "main.3"), LeakyReLU(Slope = 0.2)]
[Conv2D(Width * 4, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.5")]
[BatchNorm(TorchName = "main.6"), LeakyReLU(Slope = 0.2)]
[Conv2D(Width * 8, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.8")]
[BatchNorm(TorchName = "main.9"), LeakyReLU(Slope = 0.2)]
[Conv2D(1, Kernel = 4, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.11"), Flatten]
public partial class DcganDiscriminator
{
    [Parameter] const int Width = 64;
}
