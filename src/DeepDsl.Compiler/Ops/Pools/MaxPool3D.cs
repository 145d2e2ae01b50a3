namespace DeepDsl.Compiler.Ops.Pools;

public sealed class MaxPool3D() : MaxPooling(3)
{
    public override string Summary => "maximum of windows over [D, H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [2, 5, 4, 3]), new("Kernel = 1", [1, 1, 1, 1]),
        new("KernelD = 1, KernelH = 3, KernelW = 2, StrideH = 2, DilationW = 2, Padding = Padding.Same", [2, 4, 5, 17]),
    ];
}
