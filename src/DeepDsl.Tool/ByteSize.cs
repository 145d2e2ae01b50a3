using System.Globalization;

namespace DeepDsl.Tool;

/// <summary>Numbers of bytes as people read them, in units of a thousand, as [Budget] counts.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    public static string Text(double bytes)
    {
        int unit = 0;
        double value = bytes;
        while (value >= 1000 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        string form = unit == 0 || value >= 100 ? "0" : value < 10 ? "0.00" : "0.0";
        return value.ToString(form, CultureInfo.InvariantCulture) + " " + s_units[unit];
    }
}
