namespace DeepDsl;

/// <summary>
/// Mean of each window, per channel: <c>y[i] = mean of x[i * Stride - before + k]</c>, <c>k</c> from 0 to Kernel - 1 along every
/// axis.
/// Input <c>[H, W, C]</c>, output <c>[H', W', C]</c> with <c>W' = (W - Kernel + padding) / Stride + 1</c>, rounded down.
/// </summary>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class AvgPool2DAttribute(int kernel = -1) : PlanarPoolingAttribute(kernel)
{
    /// <summary>True: padding counts as zeros, as in PyTorch. False: the mean is of the elements inside, as in TensorFlow.</summary>
    public bool CountIncludePad { get; set; } = true;
}
