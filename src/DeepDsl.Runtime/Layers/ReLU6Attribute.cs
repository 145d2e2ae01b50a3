namespace DeepDsl;

/// <summary>
/// <c>y = min(max(x, 0), 6)</c> of each element. At 0 and 6 the derivative is 0. Input <c>[..]</c> of any shape, output the same.
/// </summary>
public sealed class ReLU6Attribute : LayerAttribute;
