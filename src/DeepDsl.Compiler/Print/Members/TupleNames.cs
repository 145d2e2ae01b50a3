using System.Globalization;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>Names of the items of a tuple: Pascal case, each once, and none that C# keeps for itself.</summary>
internal static class TupleNames
{
    private static readonly HashSet<string> Reserved = ["CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString"];

    public static string[] Of(IReadOnlyList<string> values)
    {
        HashSet<string> taken = [.. Reserved];
        string[] names = new string[values.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Text.Pascal(values[i]);
            while (IsNumbered(names[i], i + 1) || !taken.Add(names[i]))
            {
                names[i] += "_";
            }
        }

        return names;
    }

    /// <summary>Item2 can name the second alone.</summary>
    private static bool IsNumbered(string name, int place) => name.StartsWith("Item", StringComparison.Ordinal)
        && int.TryParse(name.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number != place;
}
