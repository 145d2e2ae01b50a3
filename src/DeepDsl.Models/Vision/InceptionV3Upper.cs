namespace DeepDsl.Models;

/// <summary>The last part of an <see cref="InceptionV3"/>, with its classifier.</summary>
[Block]
[InceptionD(TorchName = "Mixed_7a"), InceptionE(TorchName = "Mixed_7b"), InceptionE(TorchName = "Mixed_7c")]
[GlobalAvgPool2D, Dropout(0.5), Dense(Classes, TorchName = "fc")]
public partial class InceptionV3Upper
{
    [Parameter] const int Classes = 1000;
}
