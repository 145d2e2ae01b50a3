namespace DeepDsl;

/// <summary>Harmonic mean of precision and recall, which of masks is Dice's coefficient.</summary>
public sealed class F1Score(ClassAverage average = ClassAverage.Macro) : FBetaScore(1, average);
