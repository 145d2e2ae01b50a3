namespace DeepDsl.Models;

/// <summary>The part of a <see cref="GoogLeNet"/> between its two auxiliary classifiers.</summary>
[Block]
[Inception(One = 160, ThreeReduce = 112, Three = 224, FiveReduce = 24, Five = 64, Pooled = 64, TorchName = "inception4b")]
[Inception(One = 128, ThreeReduce = 128, Three = 256, FiveReduce = 24, Five = 64, Pooled = 64, TorchName = "inception4c")]
[Inception(One = 112, ThreeReduce = 144, Three = 288, FiveReduce = 32, Five = 64, Pooled = 64, TorchName = "inception4d")]
public partial class GoogLeNetMiddle;
