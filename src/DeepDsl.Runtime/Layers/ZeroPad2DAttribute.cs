namespace DeepDsl;

/// <summary>
/// Zeros around the input: <c>y[h, w] = x[h - Top, w - Left]</c>, and 0 outside. Input <c>[H, W, C]</c>, output <c>[Top + H + Bottom,
/// Left + W + Right, C]</c>.
/// </summary>
/// <param name="border">Zeros on every side.</param>
public sealed class ZeroPad2DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Zeros on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Zeros above; as <see cref="Border"/> by default.</summary>
    public int Top { get; set; } = -1;

    /// <summary>Zeros below; as <see cref="Border"/> by default.</summary>
    public int Bottom { get; set; } = -1;

    /// <summary>Zeros on the left; as <see cref="Border"/> by default.</summary>
    public int Left { get; set; } = -1;

    /// <summary>Zeros on the right; as <see cref="Border"/> by default.</summary>
    public int Right { get; set; } = -1;
}
