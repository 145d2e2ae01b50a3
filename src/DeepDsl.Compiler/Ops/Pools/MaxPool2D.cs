namespace DeepDsl.Compiler.Ops.Pools;

public sealed class MaxPool2D() : MaxPooling(2)
{
    public override string Summary => "maximum of windows over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [5, 6, 3]), new("Kernel = 1", [1, 1, 1]), new("Kernel = 3, Stride = 2, Pad = 1", [4, 7, 17]),
        new("KernelH = 2, KernelW = 3, StrideH = 1, StrideW = 2, DilationH = 2", [5, 4, 2]),
        new("Kernel = 3, Padding = Padding.Same, Stride = 1", [2, 3, 5]), new("Kernel = 2, Padding = Padding.SameUpper", [5, 3, 2]),
        new("Kernel = 2, PerStep = true", [3, 4, 5, 3]),
        new("Kernel = 3, Stride = 2, Ceil = true", [6, 5, 3]), new("Kernel = 2, Stride = 3, Pad = 1, Ceil = true", [6, 5, 2]),
    ];
}
