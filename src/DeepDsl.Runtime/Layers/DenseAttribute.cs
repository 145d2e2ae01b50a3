namespace DeepDsl;

/// <summary>
/// Fully connected layer over the last dimension: <c>y = activation(x * weight + bias)</c>.
/// Input <c>[..., I]</c>, output <c>[..., Units]</c>; weight <c>[I, Units]</c>.
/// </summary>
/// <param name="units">Size of the output's last dimension.</param>
public sealed class DenseAttribute(int units) : KernelLayerAttribute
{
    /// <summary>Size of the output's last dimension.</summary>
    public int Units { get; } = units;
}
