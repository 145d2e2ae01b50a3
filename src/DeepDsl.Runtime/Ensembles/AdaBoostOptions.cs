namespace DeepDsl;

/// <summary>How <see cref="AdaBoost.Fit"/> trains.</summary>
public sealed record AdaBoostOptions : EnsembleOptions
{
    /// <summary>A factor on what each member counts; with less than 1 samples that were wrong gain weight more slowly.</summary>
    public double LearningRate { get; init; } = 1;
}
