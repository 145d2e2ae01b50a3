namespace DeepDsl;

/// <summary>
/// Scaled ELU: <c>1.0507 * x</c> above 0, <c>1.7581 * (exp(x) - 1)</c> below. Keeps mean 0 and variance 1 from layer to layer under LeCun
/// initialisation.
/// </summary>
public sealed class SELUAttribute : LayerAttribute;
