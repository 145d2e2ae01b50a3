namespace DeepDsl;

/// <summary>
/// <c>y = x</c> above 0, <c>y = Alpha * (exp(x) - 1)</c> below. At 0 the derivative is <c>Alpha</c>. Input <c>[..]</c> of any shape,
/// output the same.
/// </summary>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>Minus the limit for very negative values.</summary>
    public double Alpha { get; set; } = 1;
}
