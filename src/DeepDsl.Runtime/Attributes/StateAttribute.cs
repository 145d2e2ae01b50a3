namespace DeepDsl;

/// <summary>
/// A value that a cell carries from each step to the next, and that its layers read by name. It is zero before the first step, unless the
/// use of the cell says otherwise.
/// </summary>
/// <param name="name">Name of the value.</param>
/// <param name="shape">Shape of one sample's: <c>[Units]</c>, or more dimensions.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StateAttribute(string name, params int[] shape) : Attribute
{
    /// <summary>Name of the value.</summary>
    public string Name { get; } = name;

    /// <summary>Shape of one sample's.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>False leaves the state out: an expression over the cell's parameters.</summary>
    public bool When { get; set; } = true;
}
