namespace DeepDsl.Compiler.Print;

/// <summary>Forms in which values stand in emitted code.</summary>
internal static class Text
{
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>conv1 and running_mean as names of members: Conv1, RunningMean.</summary>
    public static string Pascal(string name)
    {
        System.Text.StringBuilder identifier = new();
        foreach (string word in new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]).Split('_').Where(w => w.Length > 0))
        {
            bool digitsMeet = identifier.Length > 0 && char.IsDigit(identifier[identifier.Length - 1]) && char.IsDigit(word[0]);
            identifier.Append(digitsMeet ? "_" : "").Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return identifier.Length == 0 || char.IsDigit(identifier[0]) ? "_" + identifier : identifier.ToString();
    }

    /// <summary>
    /// Text within one line of a comment or table, whatever the user's names hold: what C# takes for the end of a line, and what no text
    /// file should hold, is a space.
    /// </summary>
    public static string OneLine(string text) =>
        new([.. text.Select((c, i) => char.IsControl(c) || c is '\u2028' or '\u2029' || IsHalf(text, i) ? ' ' : c)]);

    /// <summary>Text within one line of an XML comment.</summary>
    public static string Doc(string text) => Xml(OneLine(text));

    /// <summary>Half of a character beyond 16 bits.</summary>
    private static bool IsHalf(string text, int i) => char.IsSurrogate(text[i])
        && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        && !(char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));
}
