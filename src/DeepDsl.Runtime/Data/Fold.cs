namespace DeepDsl;

/// <summary>One way to divide a data set in a part to train on and one to judge by.</summary>
/// <param name="Train">What to train on.</param>
/// <param name="Validation">What to judge by; no sample of it is among the others.</param>
public sealed record Fold(Dataset Train, Dataset Validation);
