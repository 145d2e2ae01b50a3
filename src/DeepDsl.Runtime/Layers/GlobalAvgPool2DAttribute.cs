namespace DeepDsl;

/// <summary>Mean of each channel: <c>y[c] = mean of x[.., c]</c>. Input <c>[H, W, C]</c>, output <c>[C]</c>.</summary>
public sealed class GlobalAvgPool2DAttribute : LayerAttribute;
