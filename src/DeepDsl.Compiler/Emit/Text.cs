namespace DeepDsl.Compiler.Emit;

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

    /// <summary>conv1 as a member's name: Conv1. What can't stand in an identifier becomes an underscore.</summary>
    public static string Pascal(string name)
    {
        string identifier = new([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return identifier.Length == 0 || char.IsDigit(identifier[0]) ? "_" + identifier : char.ToUpperInvariant(identifier[0]) + identifier.Substring(1);
    }

    /// <summary>Text within one line of an XML comment.</summary>
    public static string Doc(string text) => Xml(text).Replace("\n", " ");
}
