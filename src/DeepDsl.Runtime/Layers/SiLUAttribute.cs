namespace DeepDsl;

/// <summary><c>y = x * sigmoid(x)</c>, also called swish. Input <c>[..]</c> of any shape, output the same.</summary>
public sealed class SiLUAttribute : LayerAttribute;
