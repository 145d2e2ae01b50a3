namespace DeepDsl.Compiler.Spec;

/// <summary>
/// What a declaration was before layers were renamed, by their WasNamed: a file that says so then is known to be of the same model.
/// </summary>
internal static class FormerNames
{
    private const string WasNamed = "WasNamed";
    private const string Name = "Name";

    /// <summary>Without what layers were called, which says nothing of what they are.</summary>
    public static EquatableArray<AttributeSpec> Forgotten(EquatableArray<AttributeSpec> attributes) =>
        attributes.Select(a => Without(a, WasNamed)).ToArray();

    /// <summary>
    /// As it stood when layers had the names of before. A name that is a kind and a number was nobody's choice, so no argument gave it.
    /// </summary>
    public static EquatableArray<AttributeSpec> Restored(EquatableArray<AttributeSpec> attributes)
    {
        Dictionary<string, string> former = [];
        foreach (AttributeSpec attribute in attributes.Where(a => a.Text(WasNamed).Length > 0 && a.Text(Name).Length > 0))
        {
            former[attribute.Text(Name)] = attribute.Text(WasNamed);
        }

        return attributes.Select(a => Restored(a, former)).ToArray();
    }

    private static AttributeSpec Restored(AttributeSpec attribute, Dictionary<string, string> former)
    {
        string before = attribute.Text(WasNamed);
        bool wasNumbered = before.Length > 0 && before.TrimEnd([.. "0123456789"]) is var kind && kind.Length < before.Length
            && string.Equals(kind, attribute.Kind, StringComparison.OrdinalIgnoreCase);
        AttributeSpec restored = Without(wasNumbered ? Without(attribute, Name) : attribute, WasNamed);
        return restored with { Arguments = restored.Arguments.Select(a => a with { Value = Restored(a.Value, former) }).ToArray() };
    }

    private static Argument Restored(Argument value, Dictionary<string, string> former) => value switch
    {
        TextArgument text when former.TryGetValue(text.Value, out string? before) => new TextArgument(before),
        ListArgument list => new ListArgument(list.Items.Select(i => Restored(i, former)).ToArray()),
        _ => value,
    };

    private static AttributeSpec Without(AttributeSpec attribute, string argument) =>
        attribute with { Arguments = attribute.Arguments.Where(a => a.Name != argument).ToArray() };
}
