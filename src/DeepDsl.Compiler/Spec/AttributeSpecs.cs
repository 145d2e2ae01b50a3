namespace DeepDsl.Compiler.Spec;

/// <summary>Changes of what an attribute says.</summary>
public static class AttributeSpecs
{
    public static AttributeSpec With(this AttributeSpec attribute, string argument, Argument value)
    {
        ArgumentSpec changed = new(argument, value);
        return attribute with
        {
            Arguments = attribute[argument] is null ? [.. attribute.Arguments, changed]
                : attribute.Arguments.Select(a => a.Name == argument ? changed : a).ToArray(),
        };
    }

    public static AttributeSpec Without(this AttributeSpec attribute, string argument) =>
        attribute with { Arguments = attribute.Arguments.Where(a => a.Name != argument).ToArray() };

    public static AttributeSpec ApplyTo(this Remedy remedy, AttributeSpec attribute) => remedy.Changes.Aggregate(
        attribute, (spec, change) => change.Value is { } value ? spec.With(change.Name, value) : spec.Without(change.Name));
}
