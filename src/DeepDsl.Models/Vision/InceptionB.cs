namespace DeepDsl.Models;

/// <summary>The module of Szegedy et al. (2015) from the first grid of features to the second, half as large.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = 384, Kernel = 3, Stride = 2, Name = "three", TorchName = "branch3x3")]
[InceptionConv(Filters = 64, From = "x", TorchName = "branch3x3dbl_1")]
[InceptionConv(Filters = 96, Kernel = 3, Pad = 1, TorchName = "branch3x3dbl_2")]
[InceptionConv(Filters = 96, Kernel = 3, Stride = 2, Name = "double", TorchName = "branch3x3dbl_3")]
[MaxPool2D(3, Stride = 2, Name = "pooled", From = "x")]
[Concat("double", "pooled", From = "three")]
public partial class InceptionB;
