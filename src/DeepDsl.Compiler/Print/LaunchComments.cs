using System.Text.RegularExpressions;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// What stands above a launch: <c>encoder1.norm [N, 8] = (.add - .mean) * .scale</c>, where a point stands for the block of the result.
/// </summary>
internal static class LaunchComments
{
    private const string Legend = "In comments .a is a of the block that the result is of, and d.a the gradient of that.";

    /// <summary>Lines that get less shorter stay as they are.</summary>
    private const int LeastSaved = 15;

    private static readonly Regex ShortName = new(@"(?m)^ *// .* [(]*d?\.\w");

    private static readonly Regex ResultName = new(@"^d?(\w+)\.");

    public static IEnumerable<string> Lines(Launch launch) => LaunchText.Lines(launch).Select(l => $"// {Short(Text.OneLine(l))}");

    /// <summary>What the head of a file with that text says of its comments.</summary>
    public static IEnumerable<string> Head(string text) => ShortName.IsMatch(text) ? [Legend] : [];

    private static string Short(string line) => string.Join("; ", line.Split(["; "], StringSplitOptions.None).Select(Formula));

    private static string Formula(string formula)
    {
        int equals = formula.IndexOf(" = ", StringComparison.Ordinal);
        if (equals < 0 || !ResultName.Match(formula).Success)
        {
            return formula;
        }

        string name = formula.Substring(0, formula.IndexOf('.'));
        string block = name.Length > 1 && name[0] == 'd' && char.IsUpper(name[1]) ? char.ToLowerInvariant(name[1]) + name.Substring(2) : name;
        string pattern = $@"(?<![\w.])(?:{Regex.Escape(block)}|({Regex.Escape(Roles.Gradient(block))}))(?=\.)";
        string right = Regex.Replace(formula.Substring(equals), pattern, match => match.Groups[1].Success ? "d" : "");
        return formula.Length - equals - right.Length > LeastSaved ? formula.Substring(0, equals) + right : formula;
    }
}
