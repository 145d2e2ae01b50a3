namespace DeepDsl.Compiler.Spec;

/// <summary>[Extent]: the bounds of a dimension that is set at run time.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
/// <param name="Symbol">Name of the dimension; empty where the attribute names none.</param>
/// <param name="Max">Null where it is not given.</param>
public sealed record ExtentSpec(int Setting, string Symbol, double Min, double? Max)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Extent";

    /// <summary>The class whose members are the dimensions.</summary>
    public const string DimensionType = "Dim";

    /// <summary>The dimensions there are, in the order in which calls take them.</summary>
    public static IReadOnlyList<string> Symbols { get; } = ["T", "S", "Nodes", "Edges"];

    public static ExtentSpec Read(int setting, AttributeSpec attribute) => new(
        setting, Dimension(attribute[nameof(Symbol)]) ?? "", attribute.Number(nameof(Min)) ?? 1, attribute.Number(nameof(Max)));

    /// <summary>The name of a dimension as an argument gives it; null of others.</summary>
    public static string? Dimension(Argument? argument) => argument is EnumArgument { Type: DimensionType } symbol ? symbol.Name : null;
}
