namespace DeepDsl.Gpu.Kernels;

/// <summary>A parameter's share of the penalty: L1 * |w| + L2 * w^2 for each weight.</summary>
/// <param name="L1">Weight of the absolute values.</param>
/// <param name="L2">Weight of the squares.</param>
/// <param name="Trains">0 where the model declares the parameter fixed: it counts, but has no gradient.</param>
internal readonly record struct Penalty(float L1, float L2, int Trains);
