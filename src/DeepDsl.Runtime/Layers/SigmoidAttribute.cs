namespace DeepDsl;

/// <summary><c>y = 1 / (1 + exp(-x))</c> of each element. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
