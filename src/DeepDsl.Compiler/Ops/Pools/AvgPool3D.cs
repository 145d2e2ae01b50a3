namespace DeepDsl.Compiler.Ops.Pools;

public sealed class AvgPool3D() : AvgPooling(3)
{
    public override string Summary => "mean of windows over [D, H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [2, 5, 4, 3]), new("Kernel = 1", [1, 1, 1, 1]),
        new("KernelD = 1, KernelH = 3, KernelW = 2, StrideH = 2, PadH = 1, CountIncludePad = false", [2, 4, 5, 17]),
    ];
}
