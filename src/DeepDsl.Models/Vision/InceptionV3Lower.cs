namespace DeepDsl.Models;

/// <summary>The first part of an <see cref="InceptionV3"/>, up to where its auxiliary classifier reads.</summary>
[Block]
[InceptionConv(Filters = 32, Kernel = 3, Stride = 2, TorchName = "Conv2d_1a_3x3")]
[InceptionConv(Filters = 32, Kernel = 3, TorchName = "Conv2d_2a_3x3")]
[InceptionConv(Filters = 64, Kernel = 3, Pad = 1, TorchName = "Conv2d_2b_3x3"), MaxPool2D(3, Stride = 2)]
[InceptionConv(Filters = 80, TorchName = "Conv2d_3b_1x1")]
[InceptionConv(Filters = 192, Kernel = 3, TorchName = "Conv2d_4a_3x3"), MaxPool2D(3, Stride = 2)]
[InceptionA(Pooled = 32, TorchName = "Mixed_5b"), InceptionA(Pooled = 64, TorchName = "Mixed_5c")]
[InceptionA(Pooled = 64, TorchName = "Mixed_5d")]
[InceptionB(TorchName = "Mixed_6a")]
[InceptionC(Inner = 128, TorchName = "Mixed_6b"), InceptionC(Inner = 160, TorchName = "Mixed_6c")]
[InceptionC(Inner = 160, TorchName = "Mixed_6d"), InceptionC(Inner = 192, TorchName = "Mixed_6e")]
public partial class InceptionV3Lower;
