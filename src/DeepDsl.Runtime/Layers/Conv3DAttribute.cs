namespace DeepDsl;

/// <summary>
/// Convolution: <c>y[d, h, w, o] = activation(sum over the window and its channels of x * weight + bias[o])</c>.
/// Input <c>[D, H, W, C]</c>, output <c>[D', H', W', Filters]</c> with <c>W' = (W - F + padding) / Stride + 1</c>; weight <c>[Kd, Kh, Kw,
/// C / Groups, Filters]</c>.
/// </summary>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class Conv3DAttribute(int filters, int kernel = -1) : SpatialConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Splits the channels into so many convolutions side by side.</summary>
    public int Groups { get; set; } = 1;
}
