namespace DeepDsl;

/// <summary>
/// Adds what tells positions apart: <c>y[t, c] = x[t, c] + sin(t / 10000^(c / C))</c> for even c, and for odd ones the cosine of the angle
/// before. Input <c>[T, C]</c>, output the same.
/// </summary>
public sealed class SinusoidalPositionsAttribute : LayerAttribute;
