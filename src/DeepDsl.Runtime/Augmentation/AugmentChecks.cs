using System.Diagnostics.CodeAnalysis;

namespace DeepDsl;

/// <summary>Refuses what an augmentation cannot be.</summary>
internal static class AugmentChecks
{
    public static double Chance(double value, string what) => Within(value, 0, 1, what, "a chance");

    public static double Within(double value, double low, double high, string what, string name) => value >= low && value <= high
        ? value
        : throw new ArgumentOutOfRangeException(
            null, FormattableString.Invariant($"Augment.{what} takes {name} from {low} to {high}, found {value}."));

    public static double AtLeast(double value, double low, string what, string name) => value >= low && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Augment.{what} takes {name} of at least {low}, found {value}."));

    public static void Ordered(double low, double high, string what, string name)
    {
        if (!(low <= high))
        {
            throw new ArgumentException(FormattableString.Invariant($"Augment.{what} takes {name} from low to high, found {low} and {high}."));
        }
    }

    public static Augmentation[] Parts([NotNull] Augmentation[]? parts, string what)
    {
        if (parts == null || parts.Length == 0 || parts.Contains(null!))
        {
            throw new ArgumentException($"Augment.{what} takes one augmentation or more, none of them null.");
        }
        return parts;
    }

    public static string? Images(bool isInt, ReadOnlySpan<int> shape) =>
        !isInt && shape.Length == 3 ? null : "images of floats [H, W, C]";

    public static string? Sequences(bool isInt, ReadOnlySpan<int> shape) =>
        !isInt && shape.Length == 2 ? null : "sequences of floats [T, C]";

    public static string? Tokens(bool isInt, ReadOnlySpan<int> shape) => isInt && shape.Length == 1 ? null : "tokens [T]";
}
