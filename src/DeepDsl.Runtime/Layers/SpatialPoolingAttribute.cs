namespace DeepDsl;

/// <summary>Windows that may differ between depth, height and width.</summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class SpatialPoolingAttribute(int kernel) : PlanarPoolingAttribute(kernel)
{
    /// <summary>Planes of the window; as <see cref="PoolingAttribute.Kernel"/> by default.</summary>
    public int KernelD { get; set; } = -1;

    /// <summary>Stride along planes; as <see cref="PoolingAttribute.Stride"/> by default.</summary>
    public int StrideD { get; set; } = -1;

    /// <summary>Padding in front and behind; as <see cref="PoolingAttribute.Pad"/> by default.</summary>
    public int PadD { get; set; } = -1;
}
