namespace DeepDsl;

/// <summary>
/// <c>y = min(max(x + 3, 0), 6) / 6</c>: the sigmoid in three straight pieces. At -3 and 3 the derivative is 0. Input <c>[..]</c> of
/// any shape, output the same.
/// </summary>
public sealed class HardSigmoidAttribute : LayerAttribute;
