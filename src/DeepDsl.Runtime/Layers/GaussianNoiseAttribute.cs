namespace DeepDsl;

/// <summary>In training, <c>x + stdDev * n</c> with <c>n</c> from the standard normal distribution. Any shape, which it keeps.</summary>
/// <param name="stdDev">Standard deviation of the noise.</param>
public sealed class GaussianNoiseAttribute(double stdDev) : LayerAttribute
{
    /// <summary>Standard deviation of the noise.</summary>
    public double StdDev { get; } = stdDev;
}
