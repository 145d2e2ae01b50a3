namespace DeepDsl;

/// <summary>Joins the value above with named ones.</summary>
/// <param name="names">Names of the other values.</param>
public abstract class MergeAttribute(params string[] names) : LayerAttribute
{
    /// <summary>Names of the other values.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
