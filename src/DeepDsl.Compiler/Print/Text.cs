namespace DeepDsl.Compiler.Print;

/// <summary>Forms in which values stand in emitted code.</summary>
internal static class Text
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    ];

    public static bool IsKeyword(string name) => Keywords.Contains(name);

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

    /// <summary>Text within one line of an XML comment.</summary>
    public static string Doc(string text) => Xml(text).Replace("\n", " ");
}
