namespace DeepDsl;

/// <summary>What a trial reported on its way.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Value">Its value, of the kind of the score.</param>
public readonly record struct TrialReport(int Epoch, double Value);
