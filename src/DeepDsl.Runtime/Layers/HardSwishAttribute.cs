namespace DeepDsl;

/// <summary><c>x * min(max(x + 3, 0), 6) / 6</c>. At -3 the derivative is 0, at 3 it is 1.</summary>
public sealed class HardSwishAttribute : LayerAttribute;
