using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Usage;

/// <summary>How values of a type become an array of floats or ints.</summary>
/// <param name="Form">C# with {0} for the values.</param>
internal sealed record WrongValue(string Form)
{
    private static readonly HashSet<string> s_lists = ["List", "IList", "IReadOnlyList", "IEnumerable", "ICollection", "IReadOnlyCollection"];

    /// <summary>Null where the type is right, or nothing is known of it.</summary>
    /// <param name="type">What is given.</param>
    /// <param name="element">What is taken: float or int.</param>
    public static WrongValue? Of(ITypeSymbol type, string element) => type switch
    {
        IArrayTypeSymbol { Rank: > 1 } grid when NameOf(grid.ElementType) == element => new($"{{0}}.Cast<{element}>().ToArray()"),
        IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1 } row } when NameOf(row.ElementType) == element => Rows,
        IArrayTypeSymbol { Rank: 1 } array => Elements(NameOf(array.ElementType), element, "{0}", isArray: true),
        INamedTypeSymbol { TypeArguments.Length: 1 } list when s_lists.Contains(list.Name) => OfList(list.TypeArguments[0], element),
        _ when IsNumber(NameOf(type)) => NameOf(type) == element || element == "float" ? new("[{0}]") : new($"[({element}){{0}}]"),
        _ => null,
    };

    public string Write(string values) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Form, values);

    private static WrongValue? OfList(ITypeSymbol item, string element) =>
        item is IArrayTypeSymbol { Rank: 1 } row && NameOf(row.ElementType) == element ? Rows
            : Elements(NameOf(item), element, "{0}.ToArray()", isArray: false);

    private static WrongValue Rows { get; } = new("{0}.SelectMany(row => row).ToArray()");

    private static WrongValue? Elements(string found, string element, string whole, bool isArray) =>
        found == element ? isArray ? null : new(whole)
        : !IsNumber(found) || (isArray && found is "float" or "int") ? null // the other form of targets, or C# has another reason
        : new($"Array.ConvertAll({whole}, v => {(found == "byte" && element == "float" ? "v / 255f" : $"({element})v")})");

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString();

    private static bool IsNumber(string type) =>
        type is "float" or "double" or "decimal" or "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong";
}
