namespace DeepDsl.Compiler.Ops.Pools;

public sealed class MaxPool1D() : MaxPooling(1)
{
    public override string Summary => "maximum of windows over [T, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 2", [7, 3]), new("Kernel = 1", [1, 1]), new("Kernel = 3, Stride = 2, Pad = 1", [6, 17]),
        new("Kernel = 2, Stride = 1, Dilation = 3, Padding = Padding.Causal", [5, 2]),
    ];
}
