namespace DeepDsl.Models;

/// <summary>He et al. (2015), 18 layers, for 224x224x3.</summary>
[Block]
[ResNetStem(Width = Width)]
[BasicBlock(Filters = Width, Repeat = 2, TorchName = "layer1.0")]
[BasicBlock(Filters = Width * 2, Stride = 2, TorchName = "layer2.0"), BasicBlock(Filters = Width * 2, TorchName = "layer2.1")]
[BasicBlock(Filters = Width * 4, Stride = 2, TorchName = "layer3.0"), BasicBlock(Filters = Width * 4, TorchName = "layer3.1")]
[BasicBlock(Filters = Width * 8, Stride = 2, TorchName = "layer4.0"), BasicBlock(Filters = Width * 8, TorchName = "layer4.1")]
[GlobalAvgPool2D, Dense(Classes, TorchName = "fc")]
public partial class ResNet18
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Width = 64;
}
