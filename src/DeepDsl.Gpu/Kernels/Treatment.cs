namespace DeepDsl.Gpu.Kernels;

/// <summary>How an update treats a parameter.</summary>
/// <param name="Moves">0 where it is frozen, else 1.</param>
/// <param name="Decays">1 where weight decay reaches it.</param>
/// <param name="Numbers">Which numbers of the step are its own.</param>
internal readonly record struct Treatment(int Moves, int Decays, int Numbers);
