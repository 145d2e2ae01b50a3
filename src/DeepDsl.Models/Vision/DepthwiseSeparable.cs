namespace DeepDsl.Models;

/// <summary>The step of Howard et al. (2017): a depthwise and a 1x1 convolution, each with batch norm and ReLU.</summary>
[Block]
[DepthwiseNorm(Kernel = 3, Stride = Stride)]
[ConvNorm(Filters = Filters)]
public partial class DepthwiseSeparable
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Stride = 1;
}
