namespace DeepDsl;

/// <summary>One way to divide records in those to train on and those to judge by.</summary>
/// <param name="Train">What to train on.</param>
/// <param name="Validation">What to judge by; no record of it is among the others.</param>
public sealed record RecordFold<T>(IReadOnlyList<T> Train, IReadOnlyList<T> Validation);
