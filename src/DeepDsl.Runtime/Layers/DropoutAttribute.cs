namespace DeepDsl;

/// <summary>
/// In training <c>y = 0</c> with probability <c>rate</c>, and <c>y = x / (1 - rate)</c> otherwise; when predicting <c>y = x</c>.
/// Input <c>[..]</c> of any shape, output the same.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class DropoutAttribute(double rate) : DropAttribute(rate);
