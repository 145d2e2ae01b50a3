namespace DeepDsl.Models;

/// <summary>The first part of a <see cref="GoogLeNet"/>, up to where its first auxiliary classifier reads.</summary>
[Block]
[InceptionConv(Filters = 64, Kernel = 7, Stride = 2, Pad = 3, TorchName = "conv1"), MaxPool2D(3, Stride = 2, Ceil = true)]
[InceptionConv(Filters = 64, TorchName = "conv2")]
[InceptionConv(Filters = 192, Kernel = 3, Pad = 1, TorchName = "conv3"), MaxPool2D(3, Stride = 2, Ceil = true)]
[Inception(One = 64, ThreeReduce = 96, Three = 128, FiveReduce = 16, Five = 32, Pooled = 32, TorchName = "inception3a")]
[Inception(One = 128, ThreeReduce = 128, Three = 192, FiveReduce = 32, Five = 96, Pooled = 64, TorchName = "inception3b")]
[MaxPool2D(3, Stride = 2, Ceil = true)]
[Inception(One = 192, ThreeReduce = 96, Three = 208, FiveReduce = 16, Five = 48, Pooled = 64, TorchName = "inception4a")]
public partial class GoogLeNetLower;
