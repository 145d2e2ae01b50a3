namespace DeepDsl;

/// <summary>How <see cref="GradientBoosting.Fit"/> trains.</summary>
public sealed record GradientBoostingOptions : EnsembleOptions
{
    /// <summary>Which part of what a member says is added.</summary>
    public double LearningRate { get; init; } = 0.5;

    /// <summary>
    /// Whether the target is one yes or no a sample, as 1 or 0: the sum is then their log-odds, and members follow the gradient of the logistic
    /// loss. Members are models of one number with a loss of numbers all the same.
    /// </summary>
    public bool YesNo { get; init; }
}
