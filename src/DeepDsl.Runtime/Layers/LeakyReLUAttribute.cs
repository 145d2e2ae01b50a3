namespace DeepDsl;

/// <summary>
/// <c>y = x</c> above 0, <c>y = Slope * x</c> below. At 0 the derivative is the slope. Input <c>[..]</c> of any shape, output the
/// same.
/// </summary>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>Factor of negative values.</summary>
    public double Slope { get; set; } = 0.01;
}
