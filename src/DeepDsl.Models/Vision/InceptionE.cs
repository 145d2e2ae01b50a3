namespace DeepDsl.Models;

/// <summary>The last module of Szegedy et al. (2015), third version: 3x3 convolutions as 1x3 beside 3x1.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = 320, Name = "one", TorchName = "branch1x1")]
[InceptionConv(Filters = 384, Name = "inner", From = "x", TorchName = "branch3x3_1")]
[InceptionConv(Filters = 384, KernelW = 3, PadW = 1, Name = "wide", TorchName = "branch3x3_2a")]
[InceptionConv(Filters = 384, KernelH = 3, PadH = 1, Name = "high", From = "inner", TorchName = "branch3x3_2b")]
[InceptionConv(Filters = 448, From = "x", TorchName = "branch3x3dbl_1")]
[InceptionConv(Filters = 384, Kernel = 3, Pad = 1, Name = "double", TorchName = "branch3x3dbl_2")]
[InceptionConv(Filters = 384, KernelW = 3, PadW = 1, Name = "doubleWide", TorchName = "branch3x3dbl_3a")]
[InceptionConv(Filters = 384, KernelH = 3, PadH = 1, Name = "doubleHigh", From = "double", TorchName = "branch3x3dbl_3b")]
[AvgPool2D(3, Stride = 1, Pad = 1, From = "x"), InceptionConv(Filters = 192, Name = "pooled", TorchName = "branch_pool")]
[Concat("wide", "high", "doubleWide", "doubleHigh", "pooled", From = "one")]
public partial class InceptionE;
