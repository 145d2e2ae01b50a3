namespace DeepDsl;

/// <summary>
/// Dropout for SELU: in training <c>y = scale * (kept ? x : -1.7581) + shift</c>, so that mean 0 and variance 1 stay; when predicting
/// <c>y = x</c>. Input <c>[..]</c> of any shape, output the same.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class AlphaDropoutAttribute(double rate) : DropAttribute(rate);
