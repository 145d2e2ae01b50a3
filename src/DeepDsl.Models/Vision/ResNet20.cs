namespace DeepDsl.Models;

/// <summary>He et al. (2015), 20 layers for small images, such as the 32x32x3 of CIFAR-10.</summary>
[Block]
[Conv2D(Width, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[BasicBlock(Filters = Width, Repeat = 3)]
[BasicBlock(Filters = Width * 2, Stride = 2), BasicBlock(Filters = Width * 2, Repeat = 2)]
[BasicBlock(Filters = Width * 4, Stride = 2), BasicBlock(Filters = Width * 4, Repeat = 2)]
[GlobalAvgPool2D, Dense(Classes)]
public partial class ResNet20
{
    [Parameter] const int Classes = 10;
    [Parameter] const int Width = 16;
}
