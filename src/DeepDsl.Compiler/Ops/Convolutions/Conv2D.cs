namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class Conv2D() : Convolution(2)
{
    public override string Summary => "convolution over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 5, Kernel = 3", [6, 5, 2]),
        new("Filters = 1, Kernel = 1", [1, 1, 1]),
        new("Filters = 17, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU", [4, 5, 3]),
        new("Filters = 3, KernelH = 1, KernelW = 7, PadW = 3, Bias = false", [3, 4, 5]),
        new("Filters = 6, Kernel = 3, Stride = 2, Pad = 1, Groups = 2", [7, 6, 4]),
        new("Filters = 4, KernelH = 2, KernelW = 3, DilationH = 2, DilationW = 1, StrideH = 1, StrideW = 2", [5, 6, 3]),
        new("Filters = 3, Kernel = 5, Padding = Padding.Same", [2, 3, 2]),
        new("Filters = 2, KernelH = 4, KernelW = 3, StrideH = 2, StrideW = 3, Padding = Padding.SameUpper", [5, 7, 3]),
        new("Filters = 3, Kernel = 2, Dilation = 2, Padding = Padding.Full", [3, 2, 2]),
        new("Filters = 19, Kernel = 1, Stride = 2, Bias = false", [5, 4, 33]),
        new("Filters = 5, Kernel = 3, Padding = Padding.Same, PerStep = true", [3, 4, 5, 2]),
    ];
}
