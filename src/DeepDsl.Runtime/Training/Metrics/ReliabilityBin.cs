namespace DeepDsl;

/// <summary>Predictions whose probability lies in one range, beside what came of them.</summary>
/// <param name="From">The range begins above this; the first includes 0.</param>
/// <param name="To">The end of the range, which it includes.</param>
/// <param name="Count">How many predictions there are.</param>
/// <param name="Confidence">Their mean probability; not a number where there are none.</param>
/// <param name="Frequency">Part of them that came true; not a number where there are none.</param>
public readonly record struct ReliabilityBin(double From, double To, long Count, double Confidence, double Frequency);
