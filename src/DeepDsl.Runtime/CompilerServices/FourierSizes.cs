using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What a Fourier transform of real numbers is beside the values it reads: rows of Count numbers of Channels each, and Count / 2 + 1
/// frequencies, real and imaginary parts, of as many.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FourierSizes
{
    /// <summary>Rows of numbers that are transformed.</summary>
    public int Rows { get; init; }

    /// <summary>Numbers of a transform.</summary>
    public int Count { get; init; }

    /// <summary>Transforms whose numbers lie beside each other.</summary>
    public int Channels { get; init; }

    /// <summary>Numbers of the two transforms by which one of a number without small divisors is computed; zero for none.</summary>
    public int Around { get; init; }

    /// <summary>What the frequencies that are their own mirror count.</summary>
    public float Ends { get; init; }

    /// <summary>What the others count.</summary>
    public float Inner { get; init; }

    internal int Frequencies => (Count / 2) + 1;
}
