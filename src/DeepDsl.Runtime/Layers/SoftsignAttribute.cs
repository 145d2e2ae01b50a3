namespace DeepDsl;

/// <summary><c>y = x / (1 + |x|)</c> of each element. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class SoftsignAttribute : LayerAttribute;
