namespace DeepDsl.Models;

/// <summary>A step of a <see cref="MobileNetV3Large"/>: an <see cref="MBConv"/> with hard gates and that network's batch norms.</summary>
[Block]
[MBConv(Filters = Filters, Expanded = Expanded, Kernel = Kernel, Stride = Stride, Squeeze = Squeeze, Function = Function,
    SqueezeFunction = Activation.ReLU, Gate = Activation.HardSigmoid, Eps = 1e-3, Momentum = 0.01)]
public partial class MobileStep
{
    [Parameter] const int Filters = 16;
    [Parameter] const int Expanded = 16;
    [Parameter] const int Kernel = 3;
    [Parameter] const int Stride = 1;
    [Parameter] const int Squeeze = 0;
    [Parameter] const Activation Function = Activation.HardSwish;
}
