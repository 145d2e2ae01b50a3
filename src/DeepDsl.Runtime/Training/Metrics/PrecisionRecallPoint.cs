namespace DeepDsl;

/// <summary>What comes of taking scores from a threshold on for yes.</summary>
/// <param name="Recall">Part of what is yes that is taken for yes.</param>
/// <param name="Precision">Part of what is taken for yes that is yes; 1 where nothing is.</param>
/// <param name="Threshold">The least probability of a yes; infinite where nothing is one.</param>
public readonly record struct PrecisionRecallPoint(double Recall, double Precision, double Threshold);
