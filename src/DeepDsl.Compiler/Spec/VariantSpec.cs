using System.Globalization;

namespace DeepDsl.Compiler.Spec;

/// <summary>A model at other values of the constants that a search varies.</summary>
/// <param name="Values">Of each such constant, in their order.</param>
/// <param name="Layers">As in the model, with those values.</param>
/// <param name="Settings">As in the model, with those values.</param>
/// <param name="Functions">As in the model, with those values.</param>
public sealed record VariantSpec(
    EquatableArray<ArgumentSpec> Values, EquatableArray<AttributeSpec> Layers, EquatableArray<AttributeSpec> Settings,
    EquatableArray<FunctionSpec> Functions)
{
    /// <summary>Whether the values are those that the constants have, so that it is the model itself.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>As messages say it: "Width = 32, Depth = 2".</summary>
    public string Title => string.Join(", ", Values);

    /// <summary>Ends the name of its programs: Width32_Depth2.</summary>
    public string Suffix => string.Join("_", Values.Select(v => v.Name + Letters(v.Value)));

    private static string Letters(Argument value) => value switch
    {
        EnumArgument e => e.Name,
        BoolArgument b => b.Value ? "True" : "False",
        NumberArgument n => n.Value.ToString("R", CultureInfo.InvariantCulture).Replace("-", "Minus").Replace('.', '_').Replace("+", ""),
        _ => "",
    };
}
