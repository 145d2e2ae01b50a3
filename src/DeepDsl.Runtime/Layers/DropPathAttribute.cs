namespace DeepDsl;

/// <summary>
/// Stochastic depth: in training a whole sample becomes <c>y = 0</c> with probability <c>rate</c>, and <c>y = x / (1 - rate)</c>
/// otherwise; when predicting <c>y = x</c>. Stands at the end of a residual branch, in front of what adds the shortcut. Input <c>[..]</c> of
/// any shape, output the same.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class DropPathAttribute(double rate) : DropAttribute(rate);
