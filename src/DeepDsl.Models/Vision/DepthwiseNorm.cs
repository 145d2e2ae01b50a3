namespace DeepDsl.Models;

/// <summary>Depthwise convolution, batch norm and activation.</summary>
[Block]
[DepthwiseConv2D(Kernel, Stride = Stride, Padding = Padding.Same, Bias = false, TorchName = "0")]
[BatchNorm(Eps = Eps, Momentum = Momentum, TorchName = "1"), Activate(Function = Function)]
public partial class DepthwiseNorm
{
    [Parameter] const int Kernel = 3;
    [Parameter] const int Stride = 1;
    [Parameter] const Activation Function = Activation.ReLU;
    [Parameter] const double Eps = 1e-5;
    [Parameter] const double Momentum = 0.1;
}
