namespace DeepDsl;

/// <summary>
/// Convolution: <c>y[t, o] = activation(sum of x[t * Stride + k * Dilation - before, c] * weight[k, c, o] + bias[o])</c>.
/// Input <c>[T, C]</c>, output <c>[T', Filters]</c> with <c>W' = (W - F + padding) / Stride + 1</c>; weight <c>[K, C / Groups,
/// Filters]</c>.
/// </summary>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class Conv1DAttribute(int filters, int kernel = -1) : ConvolutionAttribute(kernel)
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>Splits the channels into so many convolutions side by side.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>How it is computed: by frequencies where kernels are long, a stride and a dilation of one given.</summary>
    public ConvolutionAlgorithm Algorithm { get; set; }
}
