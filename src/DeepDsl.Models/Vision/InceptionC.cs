namespace DeepDsl.Models;

/// <summary>The second module of Szegedy et al. (2015), third version: 7x7 convolutions as 1x7 and 7x1.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = 192, Name = "one", TorchName = "branch1x1")]
[InceptionConv(Filters = Inner, From = "x", TorchName = "branch7x7_1")]
[InceptionConv(Filters = Inner, KernelW = 7, PadW = 3, TorchName = "branch7x7_2")]
[InceptionConv(Filters = 192, KernelH = 7, PadH = 3, Name = "seven", TorchName = "branch7x7_3")]
[InceptionConv(Filters = Inner, From = "x", TorchName = "branch7x7dbl_1")]
[InceptionConv(Filters = Inner, KernelH = 7, PadH = 3, TorchName = "branch7x7dbl_2")]
[InceptionConv(Filters = Inner, KernelW = 7, PadW = 3, TorchName = "branch7x7dbl_3")]
[InceptionConv(Filters = Inner, KernelH = 7, PadH = 3, TorchName = "branch7x7dbl_4")]
[InceptionConv(Filters = 192, KernelW = 7, PadW = 3, Name = "double", TorchName = "branch7x7dbl_5")]
[AvgPool2D(3, Stride = 1, Pad = 1, From = "x"), InceptionConv(Filters = 192, Name = "pooled", TorchName = "branch_pool")]
[Concat("seven", "double", "pooled", From = "one")]
public partial class InceptionC
{
    [Parameter] const int Inner = 128;
}
