namespace DeepDsl;

/// <summary>
/// Mean of each window, per channel: <c>y[i] = mean of x[i * Stride - before + k]</c>, <c>k</c> from 0 to Kernel - 1 along every
/// axis.
/// Input <c>[T, C]</c>, output <c>[T', C]</c> with <c>W' = (W - Kernel + padding) / Stride + 1</c>, rounded down.
/// </summary>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class AvgPool1DAttribute(int kernel = -1) : PoolingAttribute(kernel)
{
    /// <summary>True: padding counts as zeros, as in PyTorch. False: the mean is of the elements inside, as in TensorFlow.</summary>
    public bool CountIncludePad { get; set; } = true;
}
