namespace DeepDsl;

/// <summary><c>y = ln(1 + exp(x))</c> of each element, without overflow. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class SoftplusAttribute : LayerAttribute;
