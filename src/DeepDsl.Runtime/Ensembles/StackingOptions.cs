namespace DeepDsl;

/// <summary>How <see cref="Stacking.Fit"/> trains.</summary>
public sealed record StackingOptions
{
    /// <summary>How many parts the training set is divided in, for predictions of samples that a member has not seen.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Of all seeds and of the folds.</summary>
    public int Seed { get; init; }

    /// <summary>How members are trained.</summary>
    public FitOptions Fit { get; init; } = new();

    /// <summary>How the model on top is trained.</summary>
    public FitOptions TopFit { get; init; } = new();

    /// <summary>Members trained at the same time; the result is the same on any number.</summary>
    public int Threads { get; init; } = 1;
}
