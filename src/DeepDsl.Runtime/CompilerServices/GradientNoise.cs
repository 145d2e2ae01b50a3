using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Normal noise that an update adds to gradients: that of each weight is the number of its place, so no two threads share one.</summary>
/// <param name="Deviation">0 for none.</param>
/// <param name="Key">Of the random numbers of this update.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GradientNoise(double Deviation, uint Key)
{
    /// <summary>A stream that no layer has.</summary>
    private const uint Stream = uint.MaxValue;

    /// <summary>That of the update after so many, by Neelakantan et al. (2015): a variance that falls as a power of their number.</summary>
    internal static GradientNoise After(long updates, double variance, double decay, int seed) => variance == 0 ? default : new(
        Math.Sqrt(variance / Math.Pow(1.0 + updates, decay)),
        CounterRandom.Key(unchecked((ulong)seed), unchecked((uint)(updates + 1)), Stream));
}
