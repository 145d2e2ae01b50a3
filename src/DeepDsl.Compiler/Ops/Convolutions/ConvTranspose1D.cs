namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class ConvTranspose1D() : ConvTranspose(1)
{
    public override string Summary => "transposed convolution over [T, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 3, Kernel = 4", [5, 2]), new("Filters = 1, Kernel = 1", [1, 1]),
        new("Filters = 4, Kernel = 3, Stride = 2, Padding = Padding.Same, OutputPadding = 1, Groups = 2", [5, 6]),
        new("Filters = 2, Kernel = 3, Stride = 2, Padding = Padding.SameUpper, Activation = Activation.ReLU", [4, 17]),
        new("Filters = 3, Kernel = 5, Dilation = 2, Padding = Padding.Full, Bias = false", [11, 2]),
        new("Filters = 2, Kernel = 1, Stride = 3, Padding = Padding.SameUpper", [2, 5]),
    ];
}
