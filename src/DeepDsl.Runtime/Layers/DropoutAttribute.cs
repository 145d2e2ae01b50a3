namespace DeepDsl;

/// <summary>
/// In training, each element becomes 0 with probability <c>rate</c>, and <c>x / (1 - rate)</c> otherwise. Any shape, which it keeps.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class DropoutAttribute(double rate) : DropAttribute(rate);
