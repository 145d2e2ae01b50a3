using System.Globalization;

namespace DeepDsl.Compiler.Spec;

/// <summary>Names as C# writes them. Specifications hold them without the @ that tells a name from a keyword.</summary>
public static class Identifiers
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>No keywords but where types are declared or named.</summary>
    private static readonly HashSet<string> ReservedForTypes =
    [
        "allows", "async", "await", "dynamic", "extension", "field", "file", "global", "managed", "nameof", "nint", "notnull", "nuint",
        "partial", "record", "required", "scoped", "unmanaged", "var", "when", "where", "with", "yield",
    ];

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>As the name of a type, a namespace or a member.</summary>
    public static string Escape(string name) => IsKeyword(name) || ReservedForTypes.Contains(name) ? "@" + name : name;

    /// <summary>Names with dots between them.</summary>
    public static string EscapeAll(string names) => string.Join(".", names.Split('.').Select(Escape));

    /// <summary>Whether a name may hold the character: letters and digits of any script, and the marks on them.</summary>
    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LetterNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
