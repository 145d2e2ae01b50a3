namespace DeepDsl.Models;

/// <summary>Convolution, batch norm and activation.</summary>
[Block]
[Conv2D(Filters, Kernel = Kernel, Stride = Stride, Padding = Padding.Same, Bias = false, TorchName = "0")]
[BatchNorm(Eps = Eps, Momentum = Momentum, TorchName = "1"), Activate(Function = Function)]
public partial class ConvNorm
{
    [Parameter] const int Filters = 32;
    [Parameter] const int Kernel = 1;
    [Parameter] const int Stride = 1;
    [Parameter] const Activation Function = Activation.ReLU;
    [Parameter] const double Eps = 1e-5;
    [Parameter] const double Momentum = 0.1;
}
