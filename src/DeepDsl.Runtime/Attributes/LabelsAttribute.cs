namespace DeepDsl;

/// <summary>The classes of the output, in order.</summary>
/// <param name="type">An enum with the values 0 to one less than the output's size.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class LabelsAttribute(Type type) : Attribute
{
    /// <summary>The enum.</summary>
    public Type Type { get; } = type;
}
