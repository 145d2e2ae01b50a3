namespace DeepDsl.Compiler.Ops.Pools;

public sealed class AvgPool2D() : AvgPooling(2)
{
    public override string Summary => "mean of windows over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [5, 6, 3]), new("Kernel = 1", [1, 1, 1]), new("Kernel = 3, Stride = 2, Pad = 1", [4, 7, 17]),
        new("KernelH = 2, KernelW = 3, StrideH = 1, StrideW = 2, PadW = 1, CountIncludePad = false", [5, 4, 2]),
        new("Kernel = 5, Padding = Padding.Same, Stride = 1, CountIncludePad = false", [2, 3, 5]),
    ];
}
