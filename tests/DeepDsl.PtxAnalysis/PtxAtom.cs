namespace DeepDsl.PtxAnalysis;

/// <summary>A whole number of which no more is known than what made it.</summary>
/// <param name="Key">Equal for equal numbers.</param>
/// <param name="Registers">The registers with several writers that it comes from: where one of them is written in a loop, it varies there.</param>
/// <param name="Of">For one thread of a warp, or where it starts from for one that varies.</param>
public sealed record PtxAtom(string Key, IReadOnlySet<string> Registers, Func<int, long> Of);
