namespace DeepDsl;

/// <summary>
/// Convolution: <c>y[h, w, o] = activation(sum of x[h * Stride + i * Dilation - top, w * Stride + j * Dilation - left, c] * weight[i, j,
/// c, o] + bias[o])</c>.
/// Input <c>[H, W, C]</c>, output <c>[H', W', Filters]</c> with <c>W' = (W - F + padding) / Stride + 1</c>; weight <c>[Kh, Kw, C /
/// Groups, Filters]</c>.
/// </summary>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class Conv2DAttribute(int filters, int kernel = -1) : PlanarConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Splits the channels into so many convolutions side by side.</summary>
    public int Groups { get; set; } = 1;
}
