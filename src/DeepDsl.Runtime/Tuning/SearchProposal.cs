namespace DeepDsl;

/// <summary>What a searcher wants tried.</summary>
/// <param name="Point">The settings.</param>
/// <param name="Epochs">
/// How long to train, those epochs included that a trial of before had; 0 for <see cref="SearchOptions.Epochs"/>.
/// </param>
/// <param name="Continues">Number of the trial, now over, whose checkpoint and seed this one takes up; null for one that begins anew.</param>
public sealed record SearchProposal(SearchPoint Point, int Epochs = 0, int? Continues = null);
