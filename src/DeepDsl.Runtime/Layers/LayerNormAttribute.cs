namespace DeepDsl;

/// <summary>
/// <c>y = (x - mean) / sqrt(var + Eps) * weight + bias</c>, with mean and variance over the last <see cref="Axes"/> dimensions.
/// Input <c>[.., C]</c>, output the same; weight and bias have the shape of those dimensions.
/// </summary>
public sealed class LayerNormAttribute : NormAttribute
{
    /// <summary>How many of the last dimensions are normalized together.</summary>
    public int Axes { get; set; } = 1;
}
