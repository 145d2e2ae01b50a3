namespace DeepDsl;

/// <summary>
/// <c>x * Phi(x)</c>, exactly: <c>0.5 * x * (1 + erf(x / sqrt(2)))</c>. <see cref="GELUTanhAttribute"/> is the approximation.
/// </summary>
public sealed class GELUAttribute : LayerAttribute;
