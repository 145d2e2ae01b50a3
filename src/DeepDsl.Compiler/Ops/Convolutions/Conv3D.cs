namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class Conv3D() : Convolution(3)
{
    public override string Summary => "convolution over [D, H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 5, Kernel = 2", [4, 3, 5, 2]),
        new("Filters = 1, Kernel = 1", [1, 1, 1, 1]),
        new("Filters = 4, KernelD = 1, KernelH = 3, KernelW = 2, StrideW = 2, DilationH = 2, Padding = Padding.Same, Groups = 2",
            [2, 5, 4, 6]),
        new("Filters = 3, Kernel = 3, Pad = 1, PadD = 2, Stride = 2, Bias = false", [2, 3, 4, 3]),
    ];
}
