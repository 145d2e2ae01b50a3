namespace DeepDsl.Models;

/// <summary>Howard et al. (2017), for 224x224x3; <c>Width</c> makes all layers narrower or wider.</summary>
[Block]
[ConvNorm(Filters = (int)(32 * Width), Kernel = 3, Stride = 2)]
[DepthwiseSeparable(Filters = (int)(64 * Width))]
[DepthwiseSeparable(Filters = (int)(128 * Width), Stride = 2), DepthwiseSeparable(Filters = (int)(128 * Width))]
[DepthwiseSeparable(Filters = (int)(256 * Width), Stride = 2), DepthwiseSeparable(Filters = (int)(256 * Width))]
[DepthwiseSeparable(Filters = (int)(512 * Width), Stride = 2), DepthwiseSeparable(Filters = (int)(512 * Width), Repeat = 5)]
[DepthwiseSeparable(Filters = (int)(1024 * Width), Stride = 2), DepthwiseSeparable(Filters = (int)(1024 * Width))]
[GlobalAvgPool2D, Dense(Classes)]
public partial class MobileNetV1
{
    [Parameter] const int Classes = 1000;
    [Parameter] const double Width = 1;
}
