namespace DeepDsl.Models;

/// <summary>
/// Vincent et al. (2008) with convolutions: an image with noise in training, through a quarter of its height and width, and back. Its
/// outputs
/// are scores, for losses that apply the sigmoid themselves.
/// </summary>
[Block]
[GaussianNoise(Noise)]
[Conv2D(Width, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(Width * 2, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[ConvTranspose2D(Width, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.ReLU)]
[ConvTranspose2D(Colors, Kernel = 4, Stride = 2, Pad = 1)]
public partial class DenoisingAutoencoder
{
    [Parameter] const int Width = 32;
    [Parameter] const double Noise = 0.3;
    [Parameter(From = Of.InputChannels)] const int Colors = 1;
}
