namespace DeepDsl;

/// <summary>Makes a named value an output of the model.</summary>
/// <param name="name">Name of the value.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string name) : Attribute
{
    /// <summary>Name of the value.</summary>
    public string Name { get; } = name;
}
