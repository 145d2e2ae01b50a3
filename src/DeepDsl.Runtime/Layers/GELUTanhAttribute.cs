namespace DeepDsl;

/// <summary>GELU by its tanh approximation: <c>0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))</c>.</summary>
public sealed class GELUTanhAttribute : LayerAttribute;
