namespace DeepDsl;

/// <summary>A threshold and what is measured at it.</summary>
/// <param name="Threshold">The probability above which to say yes, for <see cref="ClassMetric.Threshold"/>.</param>
/// <param name="Value">What the metric is there.</param>
public readonly record struct ThresholdChoice(double Threshold, double Value);
