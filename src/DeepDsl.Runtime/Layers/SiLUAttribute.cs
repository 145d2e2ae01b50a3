namespace DeepDsl;

/// <summary><c>x * sigmoid(x)</c>, also called swish.</summary>
public sealed class SiLUAttribute : LayerAttribute;
