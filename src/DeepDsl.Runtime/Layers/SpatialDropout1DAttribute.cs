namespace DeepDsl;

/// <summary>
/// In training each channel of a sample becomes <c>y = 0</c> with probability <c>rate</c>, and <c>y = x / (1 - rate)</c> otherwise;
/// when predicting <c>y = x</c>. Input <c>[T, C]</c>, output the same.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class SpatialDropout1DAttribute(double rate) : DropAttribute(rate);
