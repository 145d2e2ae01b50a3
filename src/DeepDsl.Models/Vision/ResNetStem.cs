namespace DeepDsl.Models;

/// <summary>The first layers of a <see cref="ResNet50"/>: from an image to features of a quarter of its height and width.</summary>
[Block]
[Conv2D(Width, Kernel = 7, Stride = 2, Pad = 3, Bias = false, TorchName = "conv1"), BatchNorm(TorchName = "bn1"), ReLU]
[MaxPool2D(3, Stride = 2, Pad = 1)]
public partial class ResNetStem
{
    [Parameter] const int Width = 64;
}
