namespace DeepDsl;

/// <summary>Windows that may differ between height and width.</summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class PlanarPoolingAttribute(int kernel) : PoolingAttribute(kernel)
{
    /// <summary>Rows of the window; as <see cref="PoolingAttribute.Kernel"/> by default.</summary>
    public int KernelH { get; set; } = -1;

    /// <summary>Columns of the window; as <see cref="PoolingAttribute.Kernel"/> by default.</summary>
    public int KernelW { get; set; } = -1;

    /// <summary>Stride along rows; as <see cref="PoolingAttribute.Stride"/> by default.</summary>
    public int StrideH { get; set; } = -1;

    /// <summary>Stride along columns; as <see cref="PoolingAttribute.Stride"/> by default.</summary>
    public int StrideW { get; set; } = -1;

    /// <summary>Padding above and below; as <see cref="PoolingAttribute.Pad"/> by default.</summary>
    public int PadH { get; set; } = -1;

    /// <summary>Padding left and right; as <see cref="PoolingAttribute.Pad"/> by default.</summary>
    public int PadW { get; set; } = -1;
}
