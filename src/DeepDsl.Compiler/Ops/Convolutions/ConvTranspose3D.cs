namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class ConvTranspose3D() : ConvTranspose(3)
{
    public override string Summary => "transposed convolution over [D, H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 2, Kernel = 2, Stride = 2", [2, 3, 1, 3]), new("Filters = 1, Kernel = 1", [1, 1, 1, 1]),
        new("Filters = 4, Kernel = 3, Pad = 1, StrideH = 2, OutputPaddingH = 1, DilationW = 2, Groups = 2", [2, 2, 3, 2]),
    ];
}
