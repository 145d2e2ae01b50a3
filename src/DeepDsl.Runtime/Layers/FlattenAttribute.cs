namespace DeepDsl;

/// <summary>All dimensions as one, row-major. Input <c>[A, B, ..]</c>, output <c>[A * B * ..]</c>.</summary>
public sealed class FlattenAttribute : LayerAttribute;
