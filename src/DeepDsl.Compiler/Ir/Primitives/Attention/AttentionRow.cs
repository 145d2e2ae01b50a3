namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A query of one head in one sample, and the keys it sees.</summary>
/// <param name="Place">Its number among all, heads innermost.</param>
/// <param name="Query">Where its channels begin.</param>
/// <param name="Keys">Where those of each key begin.</param>
/// <param name="Values">Where those of each value begin.</param>
/// <param name="Scores">With each key, before the softmax.</param>
/// <param name="Kept">The factor that dropout gives each weight.</param>
internal sealed record AttentionRow(int Place, int Query, int[] Keys, int[] Values, double[] Scores, double[] Kept);
