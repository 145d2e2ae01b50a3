namespace DeepDsl;

/// <summary>
/// Frequencies of real numbers: <c>y[k] = sum(x[n] * exp(-2 pi i k n / N))</c>, real and imaginary parts, for k up to N / 2; those above are
/// their mirror. Input <c>[.., N]</c>, output <c>[.., N / 2 + 1, 2]</c>.
/// </summary>
public sealed class FFTAttribute : LayerAttribute;
