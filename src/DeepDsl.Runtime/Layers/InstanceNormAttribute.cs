namespace DeepDsl;

/// <summary>
/// <c>y = (x - mean) / sqrt(var + Eps)</c>, with mean and variance over all positions of one channel in one sample; with Affine (off by
/// default), <c>* weight + bias</c>. Input <c>[T, C]</c>, <c>[H, W, C]</c> or <c>[D, H, W, C]</c>, output the same; weight and bias
/// <c>[C]</c>.
/// </summary>
public sealed class InstanceNormAttribute : NormAttribute
{
    /// <summary>Without a weight and a bias.</summary>
    public InstanceNormAttribute() => Affine = false;
}
