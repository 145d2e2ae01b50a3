namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

internal enum FixOutcome { None, Clean, Failed }

/// <summary>What came of one mutant.</summary>
/// <param name="Mutant">Which.</param>
/// <param name="Caught">Whether its fault was found where it is, or nothing where there is none.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">Whether the first fix mends it.</param>
/// <param name="FixDetail">The fix's title, and what it left.</param>
internal sealed record Outcome(Mutant Mutant, bool Caught, string Detail, FixOutcome Fix = FixOutcome.None, string FixDetail = "")
{
    /// <summary>Why it may be missed; null where it may not, or is not.</summary>
    public string? Excuse { get; init; }

    public bool IsMissed => !Caught && Excuse is null;
}
