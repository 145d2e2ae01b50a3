using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <param name="Name">Path of the rate: dropout1.rate.</param>
/// <param name="Declared">What the declaration says.</param>
/// <param name="IsShare">From 0 to below 1; else any number of at least 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RateDefinition(string Name, double Declared, bool IsShare)
{
    /// <summary>What programs read of it; nothing where it is declared as 0.</summary>
    public RateValue[] Values { get; init; } = [];

    internal bool Takes(double value) => double.IsFinite(value) && value >= 0 && (!IsShare || value < 1);

    internal string Range => IsShare ? "a number from 0 to below 1" : "a finite number of at least 0";
}

/// <param name="Offset">Place among the constants, in floats.</param>
/// <param name="Function">What lies there, of the rate.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RateValue(long Offset, Func<double, double> Function);
