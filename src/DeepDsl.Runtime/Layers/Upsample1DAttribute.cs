namespace DeepDsl;

/// <summary>
/// More elements along every axis: each one repeated, <c>y[i] = x[i / Scale]</c>, or interpolated between the two nearest.
/// Input <c>[T, C]</c>, output <c>[T * Scale, C]</c>.
/// </summary>
/// <param name="scale">Factor of every axis.</param>
public sealed class Upsample1DAttribute(int scale = 2) : LayerAttribute
{
    /// <summary>Factor of every axis.</summary>
    public int Scale { get; set; } = scale;

    /// <summary>Where new elements come from.</summary>
    public Interpolation Mode { get; set; }

    /// <summary>
    /// Interpolation only. True: first and last elements keep their places. False: elements are areas, and what lies outside is held.
    /// </summary>
    public bool AlignCorners { get; set; }
}
