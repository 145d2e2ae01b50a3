namespace DeepDsl.Compiler.Ops.Pools;

public sealed class AvgPool1D() : AvgPooling(1)
{
    public override string Summary => "mean of windows over [T, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [7, 3]), new("Kernel = 1", [1, 1]), new("Kernel = 3, Stride = 2, Pad = 1", [6, 17]),
        new("Kernel = 4, Stride = 3, Padding = Padding.SameUpper, CountIncludePad = false", [5, 2]),
    ];
}
