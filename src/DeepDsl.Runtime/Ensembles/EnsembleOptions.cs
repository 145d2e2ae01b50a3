namespace DeepDsl;

/// <summary>How the members of an ensemble are made and trained.</summary>
public record EnsembleOptions
{
    /// <summary>How many.</summary>
    public int Members { get; init; } = 10;

    /// <summary>Member i is made with this seed and i more, and what else chance decides follows it too.</summary>
    public int Seed { get; init; }

    /// <summary>How each is trained; its <see cref="FitOptions.Seed"/> too is i more for member i.</summary>
    public FitOptions Fit { get; init; } = new();

    /// <summary>Those of one member.</summary>
    internal FitOptions FitOf(int member) => Fit with { Seed = unchecked(Fit.Seed + member) };

    internal int SeedOf(int member) => unchecked(Seed + member);
}
