namespace DeepDsl;

/// <summary>
/// <c>y = x * Phi(x)</c>, exactly: <c>0.5 * x * (1 + erf(x / sqrt(2)))</c>. <see cref="GELUTanhAttribute"/> is the approximation.
/// Input <c>[..]</c> of any shape, output the same.
/// </summary>
public sealed class GELUAttribute : LayerAttribute;
