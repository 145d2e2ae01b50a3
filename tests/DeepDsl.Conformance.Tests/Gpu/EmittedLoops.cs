using System.Text.RegularExpressions;

namespace DeepDsl.Conformance.Tests.Gpu;

/// <summary>What emitted kernels do in their loops.</summary>
internal static partial class EmittedLoops
{
    /// <summary>The lines with a division of whole numbers that lie in so many loops or more, of the kernels that a name begins.</summary>
    public static IEnumerable<string> Divisions(string text, string kernel, int loops)
    {
        Stack<bool> blocks = [];
        string header = "";
        string name = "";
        foreach (string line in text.Split('\n').Select(l => l.Trim()))
        {
            if (line == "{")
            {
                blocks.Push(header.StartsWith("for (", StringComparison.Ordinal));
            }
            else if (line.StartsWith('}'))
            {
                blocks.Pop();
            }
            else if (name.StartsWith(kernel, StringComparison.Ordinal) && blocks.Count(l => l) >= loops && WholeDivision().IsMatch(line))
            {
                yield return $"{name}: {line}";
            }

            name = Method().Match(line) is { Success: true } method ? method.Groups[1].Value : name;
            header = line;
        }
    }

    [GeneratedRegex(@"^private static void (\w+)\(")]
    private static partial Regex Method();

    /// <summary>By a constant or a variable, but not of floats.</summary>
    [GeneratedRegex(@"% |(?<!f|\)) / (?!\w*Math)")]
    private static partial Regex WholeDivision();
}
