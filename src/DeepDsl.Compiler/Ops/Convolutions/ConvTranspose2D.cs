namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class ConvTranspose2D() : ConvTranspose(2)
{
    public override string Summary => "transposed convolution over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 3, Kernel = 2, Stride = 2", [3, 4, 5]), new("Filters = 1, Kernel = 1", [1, 1, 1]),
        new("Filters = 4, KernelH = 3, KernelW = 4, StrideH = 2, StrideW = 3, Pad = 1, OutputPaddingH = 1, OutputPaddingW = 2", [3, 2, 3]),
        new("Filters = 6, Kernel = 3, Groups = 3, Dilation = 2, Padding = Padding.Same, Bias = false", [4, 5, 3]),
        new("Filters = 17, KernelH = 4, KernelW = 3, Stride = 2, Padding = Padding.SameUpper, Activation = Activation.Tanh", [2, 3, 2]),
    ];
}
