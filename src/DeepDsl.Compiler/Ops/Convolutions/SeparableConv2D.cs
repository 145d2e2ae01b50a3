namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class SeparableConv2D() : Separable(2)
{
    public override string Summary => "depthwise convolution over [H, W, C], then 1x1";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 5, Kernel = 3", [5, 4, 2]), new("Filters = 1, Kernel = 1", [1, 1, 1]),
        new("Filters = 7, Kernel = 3, Multiplier = 2, Padding = Padding.Same, Stride = 2, Activation = Activation.ReLU", [4, 5, 3]),
        new("Filters = 2, KernelH = 5, KernelW = 2, Pad = 2, Dilation = 2, Bias = false", [6, 3, 17]),
    ];
}
