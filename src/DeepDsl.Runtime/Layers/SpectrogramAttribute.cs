namespace DeepDsl;

/// <summary>
/// How strong each frequency is, piece by piece: <c>y = |s|^Power</c> of what <see cref="STFTAttribute"/> gives. Input <c>[.., N]</c>, output
/// <c>[.., Pieces, Size / 2 + 1]</c>.
/// </summary>
/// <param name="size">Numbers of a piece.</param>
public sealed class SpectrogramAttribute(int size) : FramesAttribute(size)
{
    /// <summary>2 for the power of each frequency, 1 for its amplitude.</summary>
    public double Power { get; set; } = 2;
}
