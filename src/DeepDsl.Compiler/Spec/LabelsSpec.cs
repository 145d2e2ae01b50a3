namespace DeepDsl.Compiler.Spec;

/// <summary>[Labels]: the enum whose members are the classes of an output.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
/// <param name="Type">The enum's full name.</param>
/// <param name="Members">Their names, by value from 0 on.</param>
/// <param name="Accessibility">What members of the model that speak of the enum can be.</param>
public sealed record LabelsSpec(int Setting, string Type, EquatableArray<string> Members, string Accessibility)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Labels";

    public const string TypeName = "Type";

    private const string MembersName = "Members";

    private const string AccessibilityName = "Accessibility";

    /// <summary>The enum's name alone.</summary>
    public string Name => Type.Substring(Type.LastIndexOfAny(['.', ':']) + 1);

    /// <summary>Null where the attribute names no enum that the model could speak of.</summary>
    public static LabelsSpec? Read(int setting, AttributeSpec attribute) => attribute[TypeName] is not TextArgument type ? null
        : new(setting, type.Value, attribute.Texts(MembersName).ToArray(),
            attribute[AccessibilityName] is TextArgument seen ? seen.Value : "public");

    /// <summary>As a setting: what <see cref="Read"/> reads.</summary>
    public AttributeSpec ToAttribute() => new(AttributeName, new ArgumentSpec[]
    {
        new(TypeName, new TextArgument(Type)),
        new(MembersName, new ListArgument(Members.Select(m => (Argument)new TextArgument(m)).ToArray())),
        new(AccessibilityName, new TextArgument(Accessibility)),
    });
}
