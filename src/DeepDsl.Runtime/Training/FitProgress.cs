namespace DeepDsl;

/// <summary>Where a fit stands after an update.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">Epochs of the fit.</param>
/// <param name="Batch">Updates done in this epoch.</param>
/// <param name="Batches">Updates in an epoch.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="LearningRate">Rate of the update.</param>
/// <param name="SamplesPerSecond">Speed since the epoch began.</param>
/// <param name="Remaining">Time to the end of the fit at this speed, validation left out.</param>
public readonly record struct FitProgress(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    double Loss,
    double LearningRate,
    double SamplesPerSecond,
    TimeSpan Remaining);
