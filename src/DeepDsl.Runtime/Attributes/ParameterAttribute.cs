namespace DeepDsl;

/// <summary>
/// A constant of a block that its uses may set; its value is the default. A string is the name of a value beside the block, which layers
/// inside read by <see cref="LayerAttribute.From"/> or a merge.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ParameterAttribute : Attribute
{
    /// <summary>Where the value comes from where a use does not give it.</summary>
    public Of From { get; set; }
}
