namespace DeepDsl;

/// <summary>The column of CSV files that a member is read from, where it is not called as the member is.</summary>
/// <param name="name">As the first line of the file writes it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>As the first line of the file writes it.</summary>
    public string Name { get; } = name;
}
