namespace DeepDsl;

/// <summary><c>min(max(x + 3, 0), 6) / 6</c>: the sigmoid in three straight pieces. At -3 and 3 the derivative is 0.</summary>
public sealed class HardSigmoidAttribute : LayerAttribute;
