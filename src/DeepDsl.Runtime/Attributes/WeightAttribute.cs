namespace DeepDsl;

/// <summary>
/// A parameter of a function that <see cref="ComputeAttribute"/> names, which is trained: it has the parameter's name. In a block its
/// sizes may be expressions over the block's parameters.
/// </summary>
/// <param name="shape">Its sizes: <c>[I, O]</c> for a product with a value of I features.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WeightAttribute(params int[] shape) : Attribute
{
    /// <summary>Its sizes.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>How it starts; by default at zero where it has one axis, as a bias, else by GlorotUniform.</summary>
    public Init Init { get; set; }

    /// <summary>The constant, range or deviation of <see cref="Init"/>, where it takes one.</summary>
    public double InitValue { get; set; }
}
