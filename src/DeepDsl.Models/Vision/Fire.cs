namespace DeepDsl.Models;

/// <summary>The module of Iandola et al. (2016): a 1x1 convolution to few channels, then 1x1 beside 3x3.</summary>
[Block]
[Conv2D(Squeeze, Kernel = 1, Activation = Activation.ReLU, Name = "squeeze", TorchName = "squeeze")]
[Conv2D(Expand, Kernel = 1, Activation = Activation.ReLU, Name = "one", TorchName = "expand1x1")]
[Conv2D(Expand, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, From = "squeeze", Name = "three",
    TorchName = "expand3x3")]
[Concat("three", From = "one")]
public partial class Fire
{
    [Parameter] const int Squeeze = 16;
    [Parameter] const int Expand = 64;
}
