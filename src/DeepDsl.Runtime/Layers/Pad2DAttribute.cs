namespace DeepDsl;

/// <summary>
/// A border around an image, by <see cref="PadMode"/>: <c>y[h, w] = x[h - Top, w - Left]</c> inside. Input <c>[H, W, C]</c>, output
/// <c>[Top + H + Bottom, Left + W + Right, C]</c>.
/// </summary>
/// <param name="border">Elements on every side.</param>
public sealed class Pad2DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Elements on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Rows above; as <see cref="Border"/> by default.</summary>
    public int Top { get; set; } = -1;

    /// <summary>Rows below; as <see cref="Border"/> by default.</summary>
    public int Bottom { get; set; } = -1;

    /// <summary>Columns on the left; as <see cref="Border"/> by default.</summary>
    public int Left { get; set; } = -1;

    /// <summary>Columns on the right; as <see cref="Border"/> by default.</summary>
    public int Right { get; set; } = -1;

    /// <summary>What the border holds.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The constant of <see cref="PadMode.Constant"/>.</summary>
    public double Value { get; set; }
}
