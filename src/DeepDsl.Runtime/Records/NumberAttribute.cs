namespace DeepDsl;

/// <summary>
/// How a number becomes a float of the input: what is missing is filled in, then its logarithm is taken where that is asked for, then it is
/// scaled. Without the attribute it is scaled to mean 0 and deviation 1.
/// </summary>
/// <param name="scale">How it is scaled, by what the records to train on tell.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NumberAttribute(NormalizationKind scale = NormalizationKind.Standard) : Attribute
{
    /// <summary>How it is scaled, by what the records to train on tell.</summary>
    public NormalizationKind Scale { get; } = scale;

    /// <summary>Whether <c>ln(1 + x)</c> is scaled in place of x, for numbers of at least 0 that differ by orders of magnitude.</summary>
    public bool Log { get; set; }

    /// <summary>Of a number that may be null: what stands for a missing one.</summary>
    public Imputation Missing { get; set; }

    /// <summary>The number for those that are missing, under <see cref="Imputation.Value"/>.</summary>
    public double Fill { get; set; }

    /// <summary>Of a number that may be null: whether a second float says that it was missing, 1, or not, 0.</summary>
    public bool Indicator { get; set; } = true;
}
