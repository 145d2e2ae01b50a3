namespace DeepDsl;

/// <summary>
/// Zeros around the input: <c>y[t] = x[t - Before]</c>, and 0 outside. Input <c>[T, C]</c>, output <c>[Before + T + After, C]</c>.
/// </summary>
/// <param name="border">Zeros on every side.</param>
public sealed class ZeroPad1DAttribute(int border = 0) : LayerAttribute
{
    /// <summary>Zeros on every side.</summary>
    public int Border { get; set; } = border;

    /// <summary>Zeros before the first step; as <see cref="Border"/> by default.</summary>
    public int Before { get; set; } = -1;

    /// <summary>Zeros behind the last step; as <see cref="Border"/> by default.</summary>
    public int After { get; set; } = -1;
}
