namespace DeepDsl;

/// <summary>
/// Between which bounds a dimension lies that is set at run time. Layers are checked for the smallest and costs are those of the largest; a
/// call with any other size is refused.
/// </summary>
/// <param name="symbol">The dimension: one of <see cref="Dim"/>, such as <c>Dim.T</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ExtentAttribute(int symbol) : Attribute
{
    /// <summary>The dimension.</summary>
    public int Symbol { get; } = symbol;

    /// <summary>The smallest size; 1 by default.</summary>
    public int Min { get; set; } = 1;

    /// <summary>The largest size. It has no default.</summary>
    public int Max { get; set; }
}
