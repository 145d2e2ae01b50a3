namespace DeepDsl;

/// <summary>
/// GELU by its tanh approximation: <c>y = 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))</c>. Input <c>[..]</c> of any
/// shape, output the same.
/// </summary>
public sealed class GELUTanhAttribute : LayerAttribute;
