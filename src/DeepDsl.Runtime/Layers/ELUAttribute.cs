namespace DeepDsl;

/// <summary><c>x</c> above 0, <c>Alpha * (exp(x) - 1)</c> below. At 0 the derivative is <c>Alpha</c>.</summary>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>Minus the limit for very negative values.</summary>
    public double Alpha { get; set; } = 1;
}
