namespace DeepDsl;

/// <summary>
/// The input without its border: <c>y[h, w] = x[h + Top, w + Left]</c>. Input <c>[H, W, C]</c>, output <c>[H - Top - Bottom, W - Left
/// - Right, C]</c>.
/// </summary>
/// <param name="border">Elements to leave out on every side.</param>
public sealed class Crop2DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Elements to leave out on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Elements to leave out above; as <see cref="Border"/> by default.</summary>
    public int Top { get; set; } = -1;

    /// <summary>Elements to leave out below; as <see cref="Border"/> by default.</summary>
    public int Bottom { get; set; } = -1;

    /// <summary>Elements to leave out on the left; as <see cref="Border"/> by default.</summary>
    public int Left { get; set; } = -1;

    /// <summary>Elements to leave out on the right; as <see cref="Border"/> by default.</summary>
    public int Right { get; set; } = -1;
}
