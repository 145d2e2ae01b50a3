namespace DeepDsl;

/// <summary>A trial before it runs: all that its outcome may depend on.</summary>
internal sealed record PlannedTrial(int Number, SearchPoint Point, int Seed, int Epochs, int? Continues)
{
    /// <summary>The trial that the first of a chain began with, whose folder all of them use.</summary>
    public required int Root { get; init; }
}
