namespace DeepDsl;

/// <summary>What comes of taking scores from a threshold on for yes.</summary>
/// <param name="FalsePositiveRate">Part of what is no that is taken for yes.</param>
/// <param name="TruePositiveRate">Part of what is yes that is taken for yes.</param>
/// <param name="Threshold">The least probability of a yes; infinite where nothing is one.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
