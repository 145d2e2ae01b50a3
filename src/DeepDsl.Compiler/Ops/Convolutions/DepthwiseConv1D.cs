namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class DepthwiseConv1D() : Depthwise(1)
{
    public override string Summary => "convolution over [T, C], each channel by itself";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Kernel = 3", [7, 5]), new("Kernel = 1", [1, 1]), new("Kernel = 70, Padding = Padding.Same", [75, 5]),
        new("Kernel = 4, Stride = 2, Multiplier = 3, Padding = Padding.SameUpper, Bias = false", [6, 2]),
        new("Kernel = 3, Padding = Padding.Causal, Dilation = 2", [5, 19]),
        new("Kernel = 6, Padding = Padding.SameUpper, Algorithm = ConvolutionAlgorithm.Fourier", [11, 9]),
        new("Kernel = 3, Padding = Padding.Full, Algorithm = ConvolutionAlgorithm.Fourier", [7, 3]),
    ];
}
