namespace DeepDsl;

/// <summary>What training minimises; with several, their weighted sum.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <summary>A loss of the library.</summary>
    public LossAttribute(Loss kind) => Kind = kind;

    /// <summary>A static method of the class, taking a prediction and its target.</summary>
    public LossAttribute(string function) => Function = function;

    /// <summary>The loss.</summary>
    public Loss Kind { get; }

    /// <summary>Name of the method, for a custom loss.</summary>
    public string Function { get; } = "";

    /// <summary>The output it reads, where there are several.</summary>
    public string Output { get; set; } = "";

    /// <summary>Its share in the sum.</summary>
    public double Weight { get; set; } = 1;
}
