namespace DeepDsl;

/// <summary><c>ln(1 + exp(x))</c> of each element, without overflow.</summary>
public sealed class SoftplusAttribute : LayerAttribute;
