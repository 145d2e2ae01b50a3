namespace DeepDsl;

/// <summary>Says what a state of a cell is in the next step.</summary>
/// <param name="state">Name of the state.</param>
/// <param name="value">Name of the value that it becomes; by default the value above.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class NextAttribute(string state, string value = "") : Attribute
{
    /// <summary>Name of the state.</summary>
    public string State { get; } = state;

    /// <summary>Name of the value that it becomes; empty for the value above.</summary>
    public string Value { get; } = value;

    /// <summary>False leaves it out: an expression over the cell's parameters.</summary>
    public bool When { get; set; } = true;
}
