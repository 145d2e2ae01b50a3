namespace DeepDsl.Models;

/// <summary>Convolution, batch norm and ReLU, as the Inception networks have them.</summary>
[Block]
[Conv2D(Filters, Kernel = Kernel, KernelH = KernelH, KernelW = KernelW, Stride = Stride, Pad = Pad, PadH = PadH, PadW = PadW, Bias = false,
    TorchName = "conv")]
[BatchNorm(Eps = 1e-3, TorchName = "bn"), ReLU]
public partial class InceptionConv
{
    [Parameter] const int Filters = 64;
    [Parameter] const int Kernel = 1;
    [Parameter] const int KernelH = -1;
    [Parameter] const int KernelW = -1;
    [Parameter] const int Stride = 1;
    [Parameter] const int Pad = 0;
    [Parameter] const int PadH = -1;
    [Parameter] const int PadW = -1;
}
