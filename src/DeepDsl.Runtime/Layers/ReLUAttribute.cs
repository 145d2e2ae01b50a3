namespace DeepDsl;

/// <summary><c>y = max(x, 0)</c> of each element. At 0 the derivative is 0. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class ReLUAttribute : LayerAttribute;
