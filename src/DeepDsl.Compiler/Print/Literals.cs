using System.Globalization;
using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Print;

/// <summary>Values as C# text that means the same under every culture and option.</summary>
internal static class Literals
{
    public static string Float(double value)
    {
        float single = (float)value;
        return float.IsPositiveInfinity(single) ? "float.PositiveInfinity"
            : float.IsNegativeInfinity(single) ? "float.NegativeInfinity"
            : float.IsNaN(single) ? "float.NaN"
            : single.ToString("R", CultureInfo.InvariantCulture) + "f";
    }

    public static string Double(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : double.IsNaN(value) ? "double.NaN"
        : value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>The nearest long.</summary>
    public static string Long(double value) =>
        value >= long.MaxValue ? "long.MaxValue"
        : value <= long.MinValue ? "long.MinValue"
        : ((long)value).ToString(CultureInfo.InvariantCulture);

    public static string Text(string value)
    {
        System.Text.StringBuilder text = new("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                // Ends of lines, halves.
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or (>= '\ud800' and <= '\udfff') => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    private static string Term(Dim.Term term, string n, Func<string, string> others)
    {
        string constant = term.Coefficient.ToString(CultureInfo.InvariantCulture);
        string factors = string.Join(" * ", term.Monomial.Factors.Select(Factor));
        return factors.Length == 0 ? constant : term.Coefficient == 1 ? factors : $"({constant} * {factors})";

        string Factor(SizeFactor factor) => factor.IsQuotient ? $"({Int(factor.Dividend, n, others)} / {factor.Divisor.ToString(CultureInfo.InvariantCulture)})"
            : factor.Name == "N" ? n : others(factor.Name);
    }

    /// <summary>A dimension as an expression.</summary>
    /// <param name="n">The text for the batch.</param>
    /// <param name="others">The text for another symbol.</param>
    public static string Int(Dim dim, string n, Func<string, string> others)
    {
        string[] terms = [.. dim.Terms.Select(t => Term(t, n, others))];
        return terms.Length == 0 ? "0" : terms.Length == 1 ? terms[0] : $"({string.Join(" + ", terms)})";
    }
}
