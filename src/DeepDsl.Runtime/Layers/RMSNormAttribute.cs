namespace DeepDsl;

/// <summary>
/// <c>y = x / sqrt(mean(x^2) + Eps) * weight</c> over the last dimension. Input <c>[.., C]</c>, output the same; weight <c>[C]</c>.
/// </summary>
public sealed class RMSNormAttribute : WeightedLayerAttribute
{
    /// <summary>Added to the mean square; by default the distance from 1 to the next float.</summary>
    public double Eps { get; set; } = 1.1920928955078125e-7;

    /// <summary>Whether a learned weight scales the result.</summary>
    public bool Affine { get; set; } = true;
}
