namespace DeepDsl;

/// <summary>A convolution whose window may differ between depth, height and width.</summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class SpatialConvolutionAttribute(int kernel) : PlanarConvolutionAttribute(kernel)
{
    /// <summary>Planes of the window; as <see cref="ConvolutionAttribute.Kernel"/> by default.</summary>
    public int KernelD { get; set; } = -1;

    /// <summary>Stride along planes; as <see cref="ConvolutionAttribute.Stride"/> by default.</summary>
    public int StrideD { get; set; } = -1;

    /// <summary>Dilation along planes; as <see cref="ConvolutionAttribute.Dilation"/> by default.</summary>
    public int DilationD { get; set; } = -1;

    /// <summary>Zeros in front and behind; as <see cref="ConvolutionAttribute.Pad"/> by default.</summary>
    public int PadD { get; set; } = -1;
}
