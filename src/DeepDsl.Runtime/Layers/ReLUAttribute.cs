namespace DeepDsl;

/// <summary><c>max(x, 0)</c> of each element. At 0 the derivative is 0.</summary>
public sealed class ReLUAttribute : LayerAttribute;
