using System.Globalization;

namespace DeepDsl.Compiler.Spec;

/// <summary>What the user wrote as messages show it: whole where that is short, else its beginning.</summary>
public static class Shown
{
    private const int MostItems = 10;

    private const int MostCharacters = 60;

    public static string Text(string text) => text.Length <= MostCharacters ? text : text.Substring(0, MostCharacters) + "...";

    /// <summary>a, b, c and 19,990 more.</summary>
    public static string List(IReadOnlyCollection<string> items, string separator = ", ") => items.Count <= MostItems
        ? string.Join(separator, items)
        : $"{string.Join(separator, items.Take(MostItems))}{separator.TrimEnd(' ').TrimEnd(',')} and "
            + $"{(items.Count - MostItems).ToString("#,0", CultureInfo.InvariantCulture)} more";
}
