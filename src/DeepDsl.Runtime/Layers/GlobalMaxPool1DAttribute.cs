namespace DeepDsl;

/// <summary>
/// Maximum of each channel: <c>y[c] = max of x[.., c]</c>. Elements that tie share the gradient. Input <c>[T, C]</c>, output <c>[C]</c>.
/// </summary>
public sealed class GlobalMaxPool1DAttribute : LayerAttribute;
