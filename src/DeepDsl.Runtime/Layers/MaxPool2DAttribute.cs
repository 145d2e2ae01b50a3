namespace DeepDsl;

/// <summary>
/// Maximum of each window, per channel; padding never wins: <c>y[i] = maximum of x[i * Stride - before + k * Dilation]</c>, <c>k</c>
/// from 0 to Kernel - 1 along every axis.
/// Input <c>[H, W, C]</c>, output <c>[H', W', C]</c> with <c>W' = (W - F + padding) / Stride + 1</c>, rounded down, where <c>F =
/// Dilation * (Kernel - 1) + 1</c>.
/// </summary>
/// <param name="kernel">Size of the window along every axis.</param>
public sealed class MaxPool2DAttribute(int kernel = -1) : PlanarPoolingAttribute(kernel)
{
    /// <summary>True: elements that are too few for a whole window at the end have one too, as with <c>ceil_mode</c> in PyTorch.</summary>
    public bool Ceil { get; set; }

    /// <summary>Steps from one element of a window to the next.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Dilation along rows; as <see cref="Dilation"/> by default.</summary>
    public int DilationH { get; set; } = -1;

    /// <summary>Dilation along columns; as <see cref="Dilation"/> by default.</summary>
    public int DilationW { get; set; } = -1;
}
