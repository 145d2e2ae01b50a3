using System.Globalization;
using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Spec;

/// <summary>Numbers of things as messages write them: "1 unit", "2 units", "3 classes".</summary>
public static class Counted
{
    /// <param name="count">How many.</param>
    /// <param name="noun">Of what, as of one.</param>
    public static string Of(long count, string noun) => $"{count.ToString(CultureInfo.InvariantCulture)} {Noun(count, noun)}";

    /// <summary>The same of a size that may be set at run time.</summary>
    public static string Of(Dim count, string noun) => $"{count} {(count.IsOne ? noun : Plural(noun))}";

    /// <summary>"its one channel", "its 64 channels".</summary>
    public static string Its(Dim count, string noun) => count.IsOne ? $"its one {noun}" : $"its {Of(count, noun)}";

    /// <summary>"the one value", "all 3 values".</summary>
    public static string AllOf(long count, string noun) => count == 1 ? $"the one {noun}" : $"all {Of(count, noun)}";

    /// <summary>"its one channel", "each of its 64 channels".</summary>
    public static string EachOfIts(Dim count, string noun) => count.IsOne ? Its(count, noun) : $"each of {Its(count, noun)}";

    /// <summary>The noun alone, as it stands behind the number.</summary>
    public static string Noun(long count, string noun) => count == 1 ? noun : Plural(noun);

    private static string Plural(string noun) => noun[noun.Length - 1] switch
    {
        's' or 'x' => noun + "es",
        'y' when !"aeiou".Contains(noun[noun.Length - 2]) => noun.Substring(0, noun.Length - 1) + "ies",
        _ => noun + "s",
    };
}
