namespace DeepDsl;

/// <summary>
/// Convolution of each channel by itself: <c>y[.., c * Multiplier + m] = activation(sum over the window of x[.., c] * weight + bias)</c>.
/// Input <c>[T, C]</c>, output <c>[T', C * Multiplier]</c> with <c>W' = (W - F + padding) / Stride + 1</c>; weight <c>[K, 1, C *
/// Multiplier]</c>.
/// </summary>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class DepthwiseConv1DAttribute(int kernel = -1) : ConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output for each channel of the input.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>How it is computed: by frequencies where kernels are long, a stride and a dilation of one given.</summary>
    public ConvolutionAlgorithm Algorithm { get; set; }
}
