namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class DepthwiseConv2D() : Depthwise(2)
{
    public override string Summary => "convolution over [H, W, C], each channel by itself";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 3", [5, 4, 3]), new("Kernel = 1", [1, 1, 1]),
        new("KernelH = 6, KernelW = 11, Stride = 2, Padding = Padding.Same", [9, 13, 3]),
        new("Kernel = 3, Stride = 2, Multiplier = 2, Padding = Padding.Same, Activation = Activation.ReLU", [5, 7, 3]),
        new("KernelH = 2, KernelW = 5, Dilation = 2, Pad = 4, Bias = false", [4, 3, 19]),
    ];
}
