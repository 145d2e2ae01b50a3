namespace DeepDsl;

/// <summary>
/// Sines and cosines of each coordinate at frequencies that double: <c>y = x, sin(Base * x), cos(Base * x), sin(2 * Base * x), ...</c>.
/// A network of dense layers learns fine detail of what it reads so, which it would smooth otherwise. Input <c>[.., C]</c>, output
/// <c>[.., C * (2 * Frequencies + 1)]</c>, or without the coordinates themselves <c>[.., C * 2 * Frequencies]</c>.
/// </summary>
/// <param name="frequencies">How many.</param>
public sealed class FourierFeaturesAttribute(int frequencies) : LayerAttribute
{
    /// <summary>How many.</summary>
    public int Frequencies { get; } = frequencies;

    /// <summary>The first; each other is twice the one before.</summary>
    public double Base { get; set; } = 1;

    /// <summary>Whether the coordinates themselves stand in front.</summary>
    public bool Coordinates { get; set; } = true;
}
