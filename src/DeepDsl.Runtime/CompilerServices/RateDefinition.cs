using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <param name="Name">Path of the rate: dropout1.rate.</param>
/// <param name="Declared">What the declaration says.</param>
/// <param name="Range">What it may be.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RateDefinition(string Name, double Declared, RateRange Range)
{
    /// <summary>What programs read of it; nothing where a layer's is declared as 0.</summary>
    public RateValue[] Values { get; init; } = [];

    /// <summary>What evaluation reads of it.</summary>
    public RateValue[] Evaluated { get; init; } = [];

    /// <summary>The loss whose weight it is; -1 for a rate of a layer.</summary>
    public int Loss { get; init; } = -1;

    /// <summary>Its name in files of before its layer was renamed; null where it was not.</summary>
    public string? FormerName { get; init; }

    internal bool Takes(double value) =>
        double.IsFinite(value) && (value >= 0 || Range == RateRange.Any) && (value < 1 || Range != RateRange.Share);

    internal string RangeText => Range switch
    {
        RateRange.Share => "a number from 0 to below 1",
        RateRange.Positive => "a finite number of at least 0",
        _ => "a finite number",
    };
}

/// <param name="Offset">Place among the constants, in floats.</param>
/// <param name="Function">What lies there, of the rate.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RateValue(long Offset, Func<double, double> Function);
