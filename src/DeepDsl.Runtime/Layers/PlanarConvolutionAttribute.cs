namespace DeepDsl;

/// <summary>A convolution whose window may differ between height and width.</summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class PlanarConvolutionAttribute(int kernel) : ConvolutionAttribute(kernel)
{
    /// <summary>Rows of the window; as <see cref="ConvolutionAttribute.Kernel"/> by default.</summary>
    public int KernelH { get; set; } = -1;

    /// <summary>Columns of the window; as <see cref="ConvolutionAttribute.Kernel"/> by default.</summary>
    public int KernelW { get; set; } = -1;

    /// <summary>Stride along rows; as <see cref="ConvolutionAttribute.Stride"/> by default.</summary>
    public int StrideH { get; set; } = -1;

    /// <summary>Stride along columns; as <see cref="ConvolutionAttribute.Stride"/> by default.</summary>
    public int StrideW { get; set; } = -1;

    /// <summary>Dilation along rows; as <see cref="ConvolutionAttribute.Dilation"/> by default.</summary>
    public int DilationH { get; set; } = -1;

    /// <summary>Dilation along columns; as <see cref="ConvolutionAttribute.Dilation"/> by default.</summary>
    public int DilationW { get; set; } = -1;

    /// <summary>Zeros above and below; as <see cref="ConvolutionAttribute.Pad"/> by default.</summary>
    public int PadH { get; set; } = -1;

    /// <summary>Zeros left and right; as <see cref="ConvolutionAttribute.Pad"/> by default.</summary>
    public int PadW { get; set; } = -1;
}
