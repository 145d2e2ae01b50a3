namespace DeepDsl;

/// <summary>
/// <c>y = x</c> above 0, <c>y = slope * x</c> below, with a learned slope per channel <c>[C]</c>. At 0 the derivative is the slope.
/// Input <c>[.., C]</c>, output the same.
/// </summary>
public sealed class PReLUAttribute : WeightedLayerAttribute
{
    /// <summary>What every slope starts at.</summary>
    public double Slope { get; set; } = 0.25;
}
