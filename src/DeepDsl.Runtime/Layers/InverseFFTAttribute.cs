namespace DeepDsl;

/// <summary>
/// Real numbers of their frequencies, as <see cref="FFTAttribute"/> gives them: <c>y[n] = sum(x[k] * exp(2 pi i k n / Size)) / Size</c> over k
/// and their mirror. Input <c>[.., Size / 2 + 1, 2]</c>, output <c>[.., Size]</c>.
/// </summary>
public sealed class InverseFFTAttribute : LayerAttribute
{
    /// <summary>Numbers of the output; 0 for the even one of the two that have so many frequencies.</summary>
    public int Size { get; set; }
}
