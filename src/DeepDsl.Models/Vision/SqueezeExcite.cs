namespace DeepDsl.Models;

/// <summary>Hu et al. (2017): a gate for each channel, computed from the means of all of them.</summary>
[Block]
[Identity(Name = "x")]
[GlobalAvgPool2D, Reshape(1, 1, -1)]
[Conv2D(Hidden, Kernel = 1, Activation = Function, TorchName = "fc1")]
[Conv2D(Channels, Kernel = 1, Activation = Gate, TorchName = "fc2")]
[Multiply("x")]
public partial class SqueezeExcite
{
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
    /// <summary>Channels between the two layers; 0 for those of the input over <c>Reduction</c>.</summary>
    [Parameter] const int Squeeze = 0;
    [Parameter] const int Reduction = 16;
    [Parameter] const Activation Function = Activation.ReLU;
    [Parameter] const Activation Gate = Activation.Sigmoid;
    const int Hidden = Squeeze > 0 ? Squeeze : Channels / Reduction;
}
