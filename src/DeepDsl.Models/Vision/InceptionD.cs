namespace DeepDsl.Models;

/// <summary>The module of Szegedy et al. (2015) from the second grid of features to the third, half as large.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = 192, TorchName = "branch3x3_1")]
[InceptionConv(Filters = 320, Kernel = 3, Stride = 2, Name = "three", TorchName = "branch3x3_2")]
[InceptionConv(Filters = 192, From = "x", TorchName = "branch7x7x3_1")]
[InceptionConv(Filters = 192, KernelW = 7, PadW = 3, TorchName = "branch7x7x3_2")]
[InceptionConv(Filters = 192, KernelH = 7, PadH = 3, TorchName = "branch7x7x3_3")]
[InceptionConv(Filters = 192, Kernel = 3, Stride = 2, Name = "seven", TorchName = "branch7x7x3_4")]
[MaxPool2D(3, Stride = 2, Name = "pooled", From = "x")]
[Concat("seven", "pooled", From = "three")]
public partial class InceptionD;
