namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class Conv1D() : Convolution(1)
{
    public override string Summary => "convolution over [T, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 5, Kernel = 3", [7, 2]),
        new("Filters = 1, Kernel = 1", [1, 1]),
        new("Filters = 3, Kernel = 3, Padding = Padding.Causal, Dilation = 2, Activation = Activation.Tanh", [6, 2]),
        new("Filters = 6, Kernel = 4, Stride = 3, Padding = Padding.SameUpper, Groups = 3", [11, 3]),
        new("Filters = 17, Kernel = 5, Padding = Padding.Same, Bias = false", [2, 3]),
        new("Filters = 2, Kernel = 3, Padding = Padding.Full, Stride = 2", [5, 19]),
        new("Filters = 3, Kernel = 7, Padding = Padding.Causal, Algorithm = ConvolutionAlgorithm.Fourier", [13, 2]),
        new("Filters = 17, Kernel = 4, Algorithm = ConvolutionAlgorithm.Fourier, Bias = false", [9, 8]),
        new("Filters = 1, Kernel = 40, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Auto", [50, 1]),
    ];
}
