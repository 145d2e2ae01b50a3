namespace DeepDsl;

/// <summary>
/// The input without its border: <c>y[t] = x[t + Before]</c>. Input <c>[T, C]</c>, output <c>[T - Before - After, C]</c>.
/// </summary>
/// <param name="border">Elements to leave out on every side.</param>
public sealed class Crop1DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Elements to leave out on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Elements to leave out before the first step; as <see cref="Border"/> by default.</summary>
    public int Before { get; set; } = -1;

    /// <summary>Elements to leave out behind the last step; as <see cref="Border"/> by default.</summary>
    public int After { get; set; } = -1;
}
