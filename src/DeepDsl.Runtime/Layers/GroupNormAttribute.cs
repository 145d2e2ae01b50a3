namespace DeepDsl;

/// <summary>
/// <c>y = (x - mean) / sqrt(var + Eps) * weight + bias</c>, with mean and variance over all positions of a group of channels in one sample.
/// Input <c>[.., C]</c>, output the same; weight and bias <c>[C]</c>.
/// </summary>
/// <param name="groups">Groups of neighbouring channels; divides the channels.</param>
public sealed class GroupNormAttribute(int groups) : NormAttribute
{
    /// <summary>Groups of neighbouring channels; divides the channels.</summary>
    public int Groups { get; } = groups;
}
