namespace DeepDsl.Models;

/// <summary>The module of Szegedy et al. (2014) with batch norms: four branches, joined.</summary>
[Block]
[Identity(Name = "x")]
[InceptionConv(Filters = One, Name = "branch1", TorchName = "branch1")]
[InceptionConv(Filters = ThreeReduce, From = "x", TorchName = "branch2.0")]
[InceptionConv(Filters = Three, Kernel = 3, Pad = 1, Name = "branch2", TorchName = "branch2.1")]
[InceptionConv(Filters = FiveReduce, From = "x", TorchName = "branch3.0")]
[InceptionConv(Filters = Five, Kernel = FiveKernel, Pad = FiveKernel / 2, Name = "branch3", TorchName = "branch3.1")]
[MaxPool2D(3, Stride = 1, Pad = 1, From = "x")]
[InceptionConv(Filters = Pooled, Name = "branch4", TorchName = "branch4.1")]
[Concat("branch2", "branch3", "branch4", From = "branch1")]
public partial class Inception
{
    [Parameter] const int One = 64;
    [Parameter] const int ThreeReduce = 96;
    [Parameter] const int Three = 128;
    [Parameter] const int FiveReduce = 16;
    [Parameter] const int Five = 32;
    /// <summary>5 as published; torchvision's network has 3.</summary>
    [Parameter] const int FiveKernel = 3;
    [Parameter] const int Pooled = 32;
}
