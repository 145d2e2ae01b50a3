namespace DeepDsl.Models;

/// <summary>Radford et al. (2015): from a vector of random numbers to an image of 64x64 in [-1, 1].</summary>
[Block]
[Reshape(1, 1, -1)]
[ConvTranspose2D(Width * 8, Kernel = 4, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.0")]
[BatchNorm(TorchName = "main.1"), ReLU]
[ConvTranspose2D(Width * 4, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.3")]
[BatchNorm(TorchName = "main.4"), ReLU]
[ConvTranspose2D(Width * 2, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.6")]
[BatchNorm(TorchName = "main.7"), ReLU]
[ConvTranspose2D(Width, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02, TorchName = "main.9")]
[BatchNorm(TorchName = "main.10"), ReLU]
[ConvTranspose2D(Colors, Kernel = 4, Stride = 2, Pad = 1, Bias = false, Init = Init.Normal, InitValue = 0.02,
    Activation = Activation.Tanh, TorchName = "main.12")]
public partial class DcganGenerator
{
    [Parameter] const int Width = 64;
    [Parameter] const int Colors = 3;
}
