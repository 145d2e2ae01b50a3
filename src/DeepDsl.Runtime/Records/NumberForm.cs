using System.Globalization;

namespace DeepDsl;

/// <summary>How a number becomes floats.</summary>
/// <param name="Scale">How it is scaled.</param>
/// <param name="Log">Whether ln(1 + x) is.</param>
/// <param name="IsNullable">Whether it may be missing.</param>
/// <param name="Missing">What stands for it then.</param>
/// <param name="Fill">The number, where that is given.</param>
/// <param name="HasIndicator">Whether a float says that it was missing.</param>
/// <param name="Categories">Whose place it is; empty for a number of its own.</param>
internal sealed record NumberForm(
    NormalizationKind Scale, bool Log, bool IsNullable, Imputation Missing, double Fill, bool HasIndicator, string Categories = "")
{
    public override string ToString()
    {
        string fill = Missing == Imputation.Value ? Fill.ToString("R", CultureInfo.InvariantCulture) : Missing.ToString();
        return (Categories.Length > 0 ? $"place among {Categories}" : "number") + (Log ? ", logarithm" : "") + $", {Scale}"
            + (IsNullable ? $", missing {fill}{(HasIndicator ? " with indicator" : "")}" : "");
    }
}
