namespace DeepDsl;

/// <summary>
/// Frequencies of a signal piece by piece: <c>y[p] = FFT(window * x[p * Hop ..])</c>, real and imaginary parts as of
/// <see cref="FFTAttribute"/>. Input <c>[.., N]</c>, output <c>[.., Pieces, Size / 2 + 1, 2]</c>.
/// </summary>
/// <param name="size">Numbers of a piece.</param>
public sealed class STFTAttribute(int size) : FramesAttribute(size);
