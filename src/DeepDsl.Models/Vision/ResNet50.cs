namespace DeepDsl.Models;

/// <summary>He et al. (2015), 50 layers, with the strides on the 3x3 convolutions, for 224x224x3.</summary>
[Block]
[ResNetStem(Width = Width)]
[Bottleneck(Width = Width, Repeat = 3, TorchName = "layer1.0")]
[Bottleneck(Width = Width * 2, Stride = 2, TorchName = "layer2.0"), Bottleneck(Width = Width * 2, Repeat = 3, TorchName = "layer2.1")]
[Bottleneck(Width = Width * 4, Stride = 2, TorchName = "layer3.0"), Bottleneck(Width = Width * 4, Repeat = 5, TorchName = "layer3.1")]
[Bottleneck(Width = Width * 8, Stride = 2, TorchName = "layer4.0"), Bottleneck(Width = Width * 8, Repeat = 2, TorchName = "layer4.1")]
[GlobalAvgPool2D, Dense(Classes, TorchName = "fc")]
public partial class ResNet50
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Width = 64;
}
