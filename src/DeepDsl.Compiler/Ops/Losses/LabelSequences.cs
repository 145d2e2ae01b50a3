namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>What labels may be that are a sequence of their own, padded at its end, and not those of the output's positions.</summary>
/// <param name="Blank">The class that is no label.</param>
/// <param name="TakesImpossible">Whether a sequence that needs more steps than there are counts nothing, and is no mistake.</param>
public sealed record LabelSequences(int Blank, bool TakesImpossible);
