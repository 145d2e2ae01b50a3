namespace DeepDsl;

/// <summary><c>tanh(x)</c> of each element.</summary>
public sealed class TanhAttribute : LayerAttribute;
