namespace DeepDsl.Models;

/// <summary>The last part of a <see cref="GoogLeNet"/>, with its classifier.</summary>
[Block]
[Inception(One = 256, ThreeReduce = 160, Three = 320, FiveReduce = 32, Five = 128, Pooled = 128, TorchName = "inception4e")]
[MaxPool2D(2, Ceil = true)]
[Inception(One = 256, ThreeReduce = 160, Three = 320, FiveReduce = 32, Five = 128, Pooled = 128, TorchName = "inception5a")]
[Inception(One = 384, ThreeReduce = 192, Three = 384, FiveReduce = 48, Five = 128, Pooled = 128, TorchName = "inception5b")]
[GlobalAvgPool2D, Dropout(0.2), Dense(Classes, TorchName = "fc")]
public partial class GoogLeNetUpper
{
    [Parameter] const int Classes = 1000;
}
