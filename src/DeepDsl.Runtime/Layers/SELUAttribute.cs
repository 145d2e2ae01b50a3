namespace DeepDsl;

/// <summary>
/// Scaled ELU: <c>y = 1.0507 * x</c> above 0, <c>y = 1.7581 * (exp(x) - 1)</c> below. Keeps mean 0 and variance 1 from layer to layer
/// under LeCun initialisation. Input <c>[..]</c> of any shape, output the same.
/// </summary>
public sealed class SELUAttribute : LayerAttribute;
