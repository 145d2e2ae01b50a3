namespace DeepDsl.Execution;

/// <summary>
/// The weights and states that belong together. Training writes into them; a load makes others, so that a prediction that has begun ends
/// with those it began with.
/// </summary>
internal sealed record CpuValues(AlignedBuffer Weights, AlignedBuffer State);
