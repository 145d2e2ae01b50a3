namespace DeepDsl.Models;

/// <summary>
/// The inverted residual of Howard et al. (2019) and of Tan and Le (2019): with squeeze-and-excitation between its two narrow ends.
/// </summary>
[Block]
[Identity(Name = "x")]
[ConvNorm(Filters = Expanded, Function = Function, Eps = Eps, Momentum = Momentum, When = Widens, TorchName = "block.0")]
[DepthwiseNorm(Kernel = Kernel, Stride = Stride, Function = Function, Eps = Eps, Momentum = Momentum,
    TorchName = Widens ? "block.1" : "block.0")]
[SqueezeExcite(Squeeze = Squeeze, Function = SqueezeFunction, Gate = Gate, When = Squeeze > 0, TorchName = Widens ? "block.2" : "block.1")]
[ConvNorm(Filters = Filters, Function = Activation.None, Eps = Eps, Momentum = Momentum,
    TorchName = Widens && Squeeze > 0 ? "block.3" : Widens || Squeeze > 0 ? "block.2" : "block.1")]
[DropPath(DropRate, When = DropRate > 0 && Stride == 1 && Filters == Channels)]
[Shortcut("x", Otherwise = Otherwise.Skip)]
public partial class MBConv
{
    [Parameter] const int Filters = 16;
    /// <summary>Channels between the ends; those of the input for no convolution in front.</summary>
    [Parameter] const int Expanded = 96;
    [Parameter] const int Kernel = 3;
    [Parameter] const int Stride = 1;
    /// <summary>Channels between the layers of the squeeze-and-excitation; 0 leaves it out.</summary>
    [Parameter] const int Squeeze = 0;
    [Parameter] const Activation Function = Activation.SiLU;
    [Parameter] const Activation SqueezeFunction = Activation.SiLU;
    [Parameter] const Activation Gate = Activation.Sigmoid;
    [Parameter] const double Eps = 1e-5;
    [Parameter] const double Momentum = 0.1;
    /// <summary>Probability of leaving the branch out in training, where there is a shortcut.</summary>
    [Parameter] const double DropRate = 0;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
    const bool Widens = Expanded != Channels;
}
