namespace DeepDsl.Models;

/// <summary>The first module of Szegedy et al. (2015), third version: 5x5 and two 3x3 convolutions.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = 64, Name = "one", TorchName = "branch1x1")]
[InceptionConv(Filters = 48, From = "x", TorchName = "branch5x5_1")]
[InceptionConv(Filters = 64, Kernel = 5, Pad = 2, Name = "five", TorchName = "branch5x5_2")]
[InceptionConv(Filters = 64, From = "x", TorchName = "branch3x3dbl_1")]
[InceptionConv(Filters = 96, Kernel = 3, Pad = 1, TorchName = "branch3x3dbl_2")]
[InceptionConv(Filters = 96, Kernel = 3, Pad = 1, Name = "three", TorchName = "branch3x3dbl_3")]
[AvgPool2D(3, Stride = 1, Pad = 1, From = "x"), InceptionConv(Filters = Pooled, Name = "pooled", TorchName = "branch_pool")]
[Concat("five", "three", "pooled", From = "one")]
public partial class InceptionA
{
    [Parameter] const int Pooled = 32;
}
