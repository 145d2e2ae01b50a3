namespace DeepDsl;

/// <summary><c>y = tanh(x)</c> of each element. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class TanhAttribute : LayerAttribute;
