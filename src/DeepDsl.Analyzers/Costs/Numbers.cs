using System.Globalization;

namespace DeepDsl.Analyzers.Costs;

/// <summary>Numbers as messages write them.</summary>
internal static class Numbers
{
    public static string Text(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(long part, long whole) => (100.0 * part / whole).ToString("0", CultureInfo.InvariantCulture) + "%";
}
