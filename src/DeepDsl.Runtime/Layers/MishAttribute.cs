namespace DeepDsl;

/// <summary><c>y = x * tanh(ln(1 + exp(x)))</c>. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class MishAttribute : LayerAttribute;
