namespace DeepDsl.Compiler.Ops.Convolutions;

public sealed class SeparableConv1D() : Separable(1)
{
    public override string Summary => "depthwise convolution over [T, C], then 1x1";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Filters = 5, Kernel = 3", [7, 2]), new("Filters = 1, Kernel = 1", [1, 1]),
        new("Filters = 17, Kernel = 3, Multiplier = 2, Padding = Padding.Causal, Stride = 2, Activation = Activation.ReLU", [6, 3]),
    ];
}
