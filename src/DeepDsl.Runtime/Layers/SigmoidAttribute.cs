namespace DeepDsl;

/// <summary><c>1 / (1 + exp(-x))</c> of each element.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
