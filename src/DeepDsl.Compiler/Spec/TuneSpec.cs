namespace DeepDsl.Compiler.Spec;

/// <summary>[Tune]: a constant with its values, or a setting between two bounds.</summary>
/// <param name="Setting">Its place among the model's settings; that of a constant stands behind those of the class.</param>
/// <param name="Attribute">All that it says.</param>
public sealed record TuneSpec(int Setting, AttributeSpec Attribute)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Tune";

    public const string SettingName = "Setting";

    public const string ValuesName = "Values";

    /// <summary>What the parser adds: the constant that bears the attribute.</summary>
    public const string ConstantName = "Constant";

    /// <summary>Whether it stands on a constant, for each of whose values the model is compiled.</summary>
    public bool IsConstant => Attribute[ConstantName] is not null;

    /// <summary>By which a point of the search is asked for the value.</summary>
    public string Name => Attribute.Text(IsConstant ? ConstantName : SettingName);

    /// <summary>Of a constant.</summary>
    public IReadOnlyList<Argument> Values => Attribute[ValuesName] is ListArgument list ? list.Items : [];

    public double? Low => Attribute.Number("Low");

    public double? High => Attribute.Number("High");

    public bool Log => Attribute["Log"] is BoolArgument { Value: true };
}
