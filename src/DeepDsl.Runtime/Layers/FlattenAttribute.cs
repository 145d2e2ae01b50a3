namespace DeepDsl;

/// <summary>All dimensions as one, row-major: <c>y[a * B + b] = x[a, b]</c>. Input <c>[A, B, ..]</c>, output <c>[A * B * ..]</c>.</summary>
public sealed class FlattenAttribute : LayerAttribute;
