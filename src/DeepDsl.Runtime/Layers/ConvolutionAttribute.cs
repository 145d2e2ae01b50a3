namespace DeepDsl;

/// <summary>
/// A convolution. Output size along an axis of size W: <c>(W - F + padding) / Stride + 1</c>, rounded down, where
/// <c>F = Dilation * (Kernel - 1) + 1</c>.
/// </summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class ConvolutionAttribute(int kernel) : KernelLayerAttribute
{
    /// <summary>Size of the window along every axis.</summary>
    public int Kernel { get; set; } = kernel;

    /// <summary>Steps from one window to the next.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Steps from one element of a window to the next.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>How the border is padded with zeros.</summary>
    public Padding Padding { get; set; }

    /// <summary>Zeros on both sides of every axis, instead of <see cref="Padding"/>.</summary>
    public int Pad { get; set; } = -1;
}
