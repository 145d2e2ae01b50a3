namespace DeepDsl.Compiler.Emit;

/// <summary>Forms in which values stand in emitted code.</summary>
internal static class Text
{
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A string literal of any content.</summary>
    public static string Literal(string text)
    {
        System.Text.StringBuilder literal = new("\"");
        foreach (char c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => "\\u" + ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>conv1 as a member's name: Conv1. What can't stand in an identifier becomes an underscore.</summary>
    public static string Pascal(string name)
    {
        string identifier = new([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return identifier.Length == 0 || char.IsDigit(identifier[0]) ? "_" + identifier : char.ToUpperInvariant(identifier[0]) + identifier.Substring(1);
    }

    /// <summary>Text within one line of an XML comment.</summary>
    public static string Doc(string text) => Xml(text).Replace("\n", " ");
}
