namespace DeepDsl;

/// <summary>What a score that is kept says of a probability. Scores rank as they came, since probabilities near 1 are not told apart.</summary>
internal enum ScoreScale
{
    Probability,
    LogOdds,
    Logarithm,
}
