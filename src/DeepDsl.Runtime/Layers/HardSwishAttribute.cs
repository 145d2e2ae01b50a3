namespace DeepDsl;

/// <summary>
/// <c>y = x * min(max(x + 3, 0), 6) / 6</c>. At -3 the derivative is 0, at 3 it is 1. Input <c>[..]</c> of any shape, output the
/// same.
/// </summary>
public sealed class HardSwishAttribute : LayerAttribute;
