namespace DeepDsl;

/// <summary>
/// In training, each channel of a sample becomes 0 with probability <c>rate</c>, and <c>x / (1 - rate)</c> otherwise. Input and output
/// <c>[T, C]</c>.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class SpatialDropout1DAttribute(double rate) : DropAttribute(rate);
