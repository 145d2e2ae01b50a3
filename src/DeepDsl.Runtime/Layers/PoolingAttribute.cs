namespace DeepDsl;

/// <summary>Windows over the spatial axes, each channel by itself.</summary>
/// <param name="kernel">Size of the window along every axis.</param>
public abstract class PoolingAttribute(int kernel) : LayerAttribute
{
    /// <summary>Size of the window along every axis.</summary>
    public int Kernel { get; set; } = kernel;

    /// <summary>Steps from one window to the next; the kernel by default.</summary>
    public int Stride { get; set; } = -1;

    /// <summary>How the border is padded.</summary>
    public Padding Padding { get; set; }

    /// <summary>Padding on both sides of every axis, instead of <see cref="Padding"/>.</summary>
    public int Pad { get; set; } = -1;
}
