namespace DeepDsl;

/// <summary>What is ahead of a cut among scores, and the scores on both sides.</summary>
/// <param name="Yes">How many of those ahead are yes.</param>
/// <param name="No">How many are no.</param>
/// <param name="Last">The lowest score ahead; infinite where there is none.</param>
/// <param name="Next">The highest score behind; minus infinity where there is none.</param>
internal readonly record struct ScoreCut(double Yes, double No, double Last, double Next);
