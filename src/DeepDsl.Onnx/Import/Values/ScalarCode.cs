using System.Globalization;

namespace DeepDsl.Onnx;

/// <summary>A function of a number x, as C# and as it is computed.</summary>
/// <param name="Text">An expression; null where C# has no such function.</param>
/// <param name="Value">The function.</param>
internal sealed record ScalarCode(string? Text, Func<double, double> Value)
{
    /// <summary>Longer functions are written in several layers.</summary>
    private const int MostCharacters = 400;

    /// <summary>More than twice as many as activations are written with.</summary>
    private const int MostNodes = 60;

    private static readonly double[] s_around = [-2, -1, -0.5, 0.5, 1, 2];

    public static ScalarCode X { get; } = new("x", x => x);

    /// <summary>
    /// A number, as it stands for a value of one element. Infinity is the largest float, since neither C# nor specifications write it.
    /// </summary>
    public static ScalarCode Of(double number)
    {
        if (double.IsNaN(number))
        {
            throw new NoCounterpartException("computes with what is no number");
        }

        double finite = Math.Clamp(number, -float.MaxValue, float.MaxValue);
        return new ScalarCode(Literal(finite), _ => finite) { Numbers = [finite] };
    }

    /// <summary>Of what it is made: how deep it may be, and how long its text.</summary>
    public int Count { get; private init; } = 1;

    /// <summary>Where it may bend or jump: at its numbers, and beside them.</summary>
    public IEnumerable<double> Around =>
        Numbers.SelectMany(n => s_around.Select(times => n * times)).Where(x => x != 0 && Math.Abs(x) <= float.MaxValue);

    private double[] Numbers { get; init; } = [];

    public bool IsLong => Text?.Length > MostCharacters || Count > MostNodes;

    public static ScalarCode Binary(string symbol, ScalarCode a, ScalarCode b, Func<double, double, double> function) => new(
        a.Text is null || b.Text is null ? null : $"({a.Text} {symbol} {b.Text})", x => function(a.Value(x), b.Value(x)))
    {
        Count = a.Count + b.Count + 1, Numbers = [.. a.Numbers.Union(b.Numbers)],
    };

    /// <summary>1 where a comparison holds, else 0.</summary>
    public static ScalarCode Compare(string symbol, ScalarCode a, ScalarCode b, Func<double, double, double> function) => new(
        a.Text is null || b.Text is null ? null : $"({a.Text} {symbol} {b.Text} ? 1f : 0f)", x => function(a.Value(x), b.Value(x)))
    {
        Count = a.Count + b.Count + 1, Numbers = [.. a.Numbers.Union(b.Numbers)],
    };

    public static ScalarCode Choice(ScalarCode condition, ScalarCode yes, ScalarCode no) => new(
        condition.Text is null || yes.Text is null || no.Text is null ? null : $"({condition.Text} != 0f ? {yes.Text} : {no.Text})",
        x => condition.Value(x) != 0 ? yes.Value(x) : no.Value(x))
    {
        Count = condition.Count + yes.Count + no.Count + 1, Numbers = [.. condition.Numbers.Union(yes.Numbers).Union(no.Numbers)],
    };

    public static ScalarCode Negative(ScalarCode x) => new(x.Text is null ? null : $"(-{x.Text})", v => -x.Value(v))
    {
        Count = x.Count + 1, Numbers = x.Numbers,
    };

    /// <param name="method">Of MathF; null where it has none.</param>
    /// <param name="a">What it is called on.</param>
    /// <param name="function">What it computes.</param>
    public static ScalarCode Call(string? method, ScalarCode a, Func<double, double> function) => new(
        method is null || a.Text is null ? null : $"MathF.{method}({Bare(a.Text)})", x => function(a.Value(x)))
    {
        Count = a.Count + 1, Numbers = a.Numbers,
    };

    public static ScalarCode Call(string method, ScalarCode a, ScalarCode b, Func<double, double, double> function) => new(
        a.Text is null || b.Text is null ? null : $"MathF.{method}({Bare(a.Text)}, {Bare(b.Text)})",
        x => function(a.Value(x), b.Value(x)))
    {
        Count = a.Count + b.Count + 1, Numbers = [.. a.Numbers.Union(b.Numbers)],
    };

    /// <summary>The body as C# has it.</summary>
    public string Body => Bare(Text!);

    /// <summary>The body as specifications have it, without the class and the suffixes of C#.</summary>
    public string Notation => NotationOf(Body);

    /// <summary>A function of C# as specifications have it.</summary>
    public static string NotationOf(string source) =>
        System.Text.RegularExpressions.Regex.Replace(source.Replace("MathF.", "", StringComparison.Ordinal), @"(?<=\d)f\b", "");

    /// <summary>s where it is s * x for every x; else null.</summary>
    public double? Factor
    {
        get
        {
            double factor = Value(1);
            bool isLinear = new[] { -3.0, 0, 0.5, 2, 7 }.Concat(Around).All(
                x => Math.Abs(Value(x) - (factor * x)) <= 1e-9 * Math.Abs(factor * x));
            return isLinear && factor != 0 && double.IsFinite(factor) ? factor : null;
        }
    }

    private static string Literal(double number)
    {
        string text = ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f";
        return number < 0 ? $"({text})" : text;
    }

    /// <summary>Without the parentheses around the whole.</summary>
    private static string Bare(string text)
    {
        if (text[0] != '(')
        {
            return text;
        }

        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == text.Length - 1 ? text[1..^1] : text;
            }
        }

        return text;
    }
}
