namespace DeepDsl;

/// <summary>
/// More elements along every axis: each one repeated, <c>y[i] = x[i / Scale]</c>, or interpolated between the two nearest.
/// Input <c>[H, W, C]</c>, output <c>[H * ScaleH, W * ScaleW, C]</c>.
/// </summary>
/// <param name="scale">Factor of every axis.</param>
public sealed class Upsample2DAttribute(int scale = 2) : LayerAttribute
{
    /// <summary>Factor of every axis.</summary>
    public int Scale { get; set; } = scale;

    /// <summary>Factor of the rows; as <see cref="Scale"/> by default.</summary>
    public int ScaleH { get; set; } = -1;

    /// <summary>Factor of the columns; as <see cref="Scale"/> by default.</summary>
    public int ScaleW { get; set; } = -1;

    /// <summary>Where new elements come from.</summary>
    public Interpolation Mode { get; set; }

    /// <summary>
    /// Interpolation only. True: first and last elements keep their places. False: elements are areas, and what lies outside is held.
    /// </summary>
    public bool AlignCorners { get; set; }
}
