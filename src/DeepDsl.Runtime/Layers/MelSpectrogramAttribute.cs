namespace DeepDsl;

/// <summary>
/// A <see cref="SpectrogramAttribute"/> whose frequencies are joined to bands as wide as ears tell them apart: <c>y[p] = s[p] * bands</c>, each
/// band a triangle from the middle of the one below to that of the one above. Input <c>[.., N]</c>, output
/// <c>[.., Pieces, Mels]</c>. The defaults are torchaudio's, but for Mels and Hop.
/// </summary>
/// <param name="size">Numbers of a piece.</param>
public sealed class MelSpectrogramAttribute(int size) : FramesAttribute(size)
{
    /// <summary>How many bands.</summary>
    public int Mels { get; set; } = 80;

    /// <summary>Numbers of a second.</summary>
    public double SampleRate { get; set; } = 16_000;

    /// <summary>Where the lowest band begins, in Hz.</summary>
    public double MinFrequency { get; set; }

    /// <summary>Where the highest ends, in Hz; 0 for half the sample rate, beyond which there is nothing.</summary>
    public double MaxFrequency { get; set; }

    /// <summary>By what bands are equally wide.</summary>
    public MelScale Scale { get; set; }

    /// <summary>Whether bands are divided by their width in Hz, so that noise is alike in all; otherwise each counts its middle as 1.</summary>
    public bool EqualArea { get; set; }

    /// <summary>2 for the power of each frequency, 1 for its amplitude.</summary>
    public double Power { get; set; } = 2;

    /// <summary>Whether the result is <c>ln(max(y, 1e-10))</c>.</summary>
    public bool Log { get; set; }
}
