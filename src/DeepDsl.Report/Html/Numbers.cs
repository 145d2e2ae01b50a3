using System.Globalization;

namespace DeepDsl.Report;

/// <summary>Numbers as texts, the same in every country.</summary>
internal static class Numbers
{
    private const string None = "–";
    private static readonly string[] s_units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>Of measures, one below the other: four decimals.</summary>
    public static string Measure(double value) =>
        double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : Odd(value);

    /// <summary>As many digits as tell it: 0.05, 120000, 3e-07.</summary>
    public static string Short(double value) => !double.IsFinite(value) ? Odd(value)
        : value != 0 && Math.Abs(value) is < 1e-4 or >= 1e6 ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) < 0.01 ? "0.######" : "0.####", CultureInfo.InvariantCulture);

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double part) =>
        double.IsFinite(part) ? part.ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0%" : None;

    /// <summary>What is a part of one, in percent.</summary>
    public static string Share(double part, double whole) => whole > 0 ? Percent(100 * part / whole) : None;

    public static string Bytes(double bytes)
    {
        int unit = 0;
        while (bytes >= 1000 && unit + 1 < s_units.Length)
        {
            (bytes, unit) = (bytes / 1000, unit + 1);
        }
        return $"{bytes.ToString(unit == 0 || bytes >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture)} {s_units[unit]}";
    }

    public static string Seconds(double seconds) => seconds < 60
        ? $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s");

    /// <summary>With its noun, in the plural where there is not one: 1 layer, 3 layers.</summary>
    public static string Of(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Odd(double value) => double.IsNaN(value) ? None : value > 0 ? "∞" : "-∞";
}
