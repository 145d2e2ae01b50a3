namespace DeepDsl;

/// <summary>Sum of each channel: <c>y[c] = sum of x[.., c]</c>. Input <c>[T, C]</c>, output <c>[C]</c>; of nodes, which has room for their number.</summary>
public sealed class GlobalSumPool1DAttribute : LayerAttribute;
