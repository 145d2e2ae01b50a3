namespace DeepDsl;

/// <summary>An input of the model; the batch dimension is not written.</summary>
/// <param name="shape">Shape of one sample.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Shape of one sample.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>Name of the value.</summary>
    public string Name { get; set; } = "";

    /// <summary>Floats, or ints for tokens. Which ids there are follows from the tables that read them: 0 to Vocabulary - 1.</summary>
    public ElementType Type { get; set; }
}
