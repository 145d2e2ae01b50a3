namespace DeepDsl.Models;

/// <summary>The auxiliary classifier of an <see cref="InceptionV3"/>, which helps to train what lies below it.</summary>
[Block]
[AvgPool2D(5, Stride = 3)]
[InceptionConv(Filters = 128, TorchName = "conv0"), InceptionConv(Filters = 768, Kernel = 5, TorchName = "conv1")]
[GlobalAvgPool2D, Dense(Classes, TorchName = "fc")]
public partial class InceptionV3Auxiliary
{
    [Parameter] const int Classes = 1000;
}
