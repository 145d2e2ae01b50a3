namespace DeepDsl;

/// <summary>
/// A border around a sequence, by <see cref="PadMode"/>: <c>y[t] = x[t - Before]</c> inside. Input <c>[T, C]</c>, output
/// <c>[Before + T + After, C]</c>.
/// </summary>
/// <param name="border">Steps on every side.</param>
public sealed class Pad1DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Steps on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Steps before the first; as <see cref="Border"/> by default.</summary>
    public int Before { get; set; } = -1;

    /// <summary>Steps behind the last; as <see cref="Border"/> by default.</summary>
    public int After { get; set; } = -1;

    /// <summary>What the border holds.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The constant of <see cref="PadMode.Constant"/>.</summary>
    public double Value { get; set; }
}
