namespace DeepDsl;

/// <summary>
/// Transposed convolution, the input gradient of a convolution: <c>y[i * Stride + k * Dilation - before] += x[i] * weight[k]</c>, then
/// bias and activation.
/// Input <c>[D, H, W, C]</c>, output <c>[D', H', W', Filters]</c> with <c>W' = (W - 1) * Stride - padding + F + OutputPadding</c>:
/// padding takes away,
/// and <see cref="Padding.SameUpper"/> gives <c>W * Stride</c>. Weight <c>[Kd, Kh, Kw, Filters / Groups, C]</c>.
/// </summary>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class ConvTranspose3DAttribute(int filters, int kernel = -1) : SpatialConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Splits the channels into so many convolutions side by side.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// Elements added at the end of every axis, to tell apart the sizes that the stride rounds together; less than the stride.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>Output padding along planes; as <see cref="OutputPadding"/> by default.</summary>
    public int OutputPaddingD { get; set; } = -1;

    /// <summary>Output padding along rows; as <see cref="OutputPadding"/> by default.</summary>
    public int OutputPaddingH { get; set; } = -1;

    /// <summary>Output padding along columns; as <see cref="OutputPadding"/> by default.</summary>
    public int OutputPaddingW { get; set; } = -1;
}
