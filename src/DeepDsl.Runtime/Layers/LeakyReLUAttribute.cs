namespace DeepDsl;

/// <summary><c>x</c> above 0, <c>Slope * x</c> below. At 0 the derivative is the slope.</summary>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>Factor of negative values.</summary>
    public double Slope { get; set; } = 0.01;
}
