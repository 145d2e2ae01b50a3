namespace DeepDsl;

/// <summary>A member that is one of some categories. An enum or a truth value is without the attribute too, a text is by it.</summary>
/// <param name="names">Of a text: the categories, in their order. An enum has its members.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CategoriesAttribute(params string[] names) : Attribute
{
    /// <summary>The categories of a text, in their order.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>What the category becomes.</summary>
    public CategoryForm As { get; set; }
}
