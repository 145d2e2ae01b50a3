namespace DeepDsl;

/// <summary><c>min(max(x, 0), 6)</c> of each element. At 0 and 6 the derivative is 0.</summary>
public sealed class ReLU6Attribute : LayerAttribute;
