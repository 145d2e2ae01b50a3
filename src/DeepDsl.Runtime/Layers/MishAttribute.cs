namespace DeepDsl;

/// <summary><c>x * tanh(ln(1 + exp(x)))</c>.</summary>
public sealed class MishAttribute : LayerAttribute;
