namespace DeepDsl;

/// <summary>
/// A convolution of each channel by itself, then a 1x1 convolution over the channels: <c>y = activation(depthwise(x) * pointwise +
/// bias)</c>.
/// Input <c>[T, C]</c>, output <c>[T', Filters]</c> with <c>W' = (W - F + padding) / Stride + 1</c>; depthwise_weight <c>[K, 1, C *
/// Multiplier]</c>,
/// pointwise_weight <c>[C * Multiplier, Filters]</c>.
/// </summary>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class SeparableConv1DAttribute(int filters, int kernel = -1) : ConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Channels of the output for each channel of the input.</summary>
    public int Multiplier { get; set; } = 1;
}
