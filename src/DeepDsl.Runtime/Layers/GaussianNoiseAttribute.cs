namespace DeepDsl;

/// <summary>
/// In training <c>y = x + stdDev * n</c> with <c>n</c> from the standard normal distribution; when predicting <c>y = x</c>. Input
/// <c>[..]</c> of any shape, output the same.
/// </summary>
/// <param name="stdDev">Standard deviation of the noise.</param>
public sealed class GaussianNoiseAttribute(double stdDev) : LayerAttribute
{
    /// <summary>Standard deviation of the noise.</summary>
    public double StdDev { get; } = stdDev;
}
