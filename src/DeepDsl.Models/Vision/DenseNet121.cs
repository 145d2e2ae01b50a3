namespace DeepDsl.Models;

/// <summary>Huang et al. (2016), 121 layers, for 224x224x3.</summary>
[Block]
[Conv2D(Growth * 2, Kernel = 7, Stride = 2, Pad = 3, Bias = false, TorchName = "features.conv0"), BatchNorm(TorchName = "features.norm0")]
[ReLU]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[DenseBlock(Layers = 6, Growth = Growth, TorchName = "features.denseblock1"), DenseTransition(TorchName = "features.transition1")]
[DenseBlock(Layers = 12, Growth = Growth, TorchName = "features.denseblock2"), DenseTransition(TorchName = "features.transition2")]
[DenseBlock(Layers = 24, Growth = Growth, TorchName = "features.denseblock3"), DenseTransition(TorchName = "features.transition3")]
[DenseBlock(Layers = 16, Growth = Growth, TorchName = "features.denseblock4"), BatchNorm(TorchName = "features.norm5"), ReLU]
[GlobalAvgPool2D, Dense(Classes, TorchName = "classifier")]
public partial class DenseNet121
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Growth = 32;
}
