namespace DeepDsl;

/// <summary>Mean of each channel: <c>y[c] = mean of x[.., c]</c>. Input <c>[D, H, W, C]</c>, output <c>[C]</c>.</summary>
public sealed class GlobalAvgPool3DAttribute : LayerAttribute;
