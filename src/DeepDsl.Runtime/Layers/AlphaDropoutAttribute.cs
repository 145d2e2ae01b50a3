namespace DeepDsl;

/// <summary>
/// Dropout for SELU: in training, dropped elements take its lower limit -1.7581, and the result is scaled and shifted so that mean 0 and
/// variance 1 stay. Any shape, which it keeps.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public sealed class AlphaDropoutAttribute(double rate) : DropAttribute(rate);
