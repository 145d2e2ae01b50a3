namespace DeepDsl;

/// <summary>One update of a search for a learning rate.</summary>
/// <param name="LearningRate">Its rate.</param>
/// <param name="Loss">Loss of its samples, before it.</param>
/// <param name="SmoothedLoss">Mean of the losses so far, the later ones weighing more.</param>
public readonly record struct RatePoint(double LearningRate, double Loss, double SmoothedLoss);
