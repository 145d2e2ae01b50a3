namespace DeepDsl.Compiler.Spec;

/// <summary>[Extends]: which of the layers are those of another model.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
/// <param name="Layers">How many layers, the first ones, are the other model's.</param>
/// <param name="Frozen">How many of those, the first ones, are not trained whatever they say.</param>
/// <param name="CutOff">
/// Names of the layers that were not taken. No other layer gets one by its number: a file of the other model's weights would fill it.
/// </param>
public sealed record ExtendsSpec(int Setting, int Layers, int Frozen, EquatableArray<string> CutOff)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Extends";

    /// <summary>The argument that names the other model.</summary>
    public const string ModelArgument = "Model";

    /// <summary>The argument that names the last of its layers.</summary>
    public const string UntilArgument = "Until";

    public static ExtendsSpec Read(int setting, AttributeSpec attribute) =>
        new(setting, (int)(attribute.Number(nameof(Layers)) ?? 0), (int)(attribute.Number(nameof(Frozen)) ?? 0), attribute.Texts(nameof(CutOff)).ToArray());

    /// <summary>The attribute with what <see cref="Read"/> reads.</summary>
    public AttributeSpec ToAttribute(params ArgumentSpec[] arguments) => new(AttributeName, arguments.Concat(new ArgumentSpec[]
    {
        new(nameof(Layers), new NumberArgument(Layers)),
        new(nameof(Frozen), new NumberArgument(Frozen)),
        new(nameof(CutOff), new ListArgument(CutOff.Select(name => (Argument)new TextArgument(name)).ToArray())),
    }).ToArray());
}
