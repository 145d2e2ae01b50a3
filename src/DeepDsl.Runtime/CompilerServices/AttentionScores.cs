using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>Products of each key of a block with each query of a block, as far as any query nearby sees the key.</summary>
internal static class AttentionScores<V>
    where V : struct, ISimd<V>
{
    /// <param name="at">Which blocks.</param>
    /// <param name="key">The first key, or value.</param>
    /// <param name="stride">From a key to the next.</param>
    /// <param name="channels">Of each.</param>
    /// <param name="turned">The queries as columns, or the gradients of outputs.</param>
    /// <param name="target">The product with each query, <see cref="AttentionBlock.Queries"/> of them for each key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Products(in AttentionPlace at, ref float key, nint stride, int channels, ref float turned, ref float target)
    {
        for (int query = 0; query < at.Rows; query += 2 * V.Width)
        {
            (int from, int to) = at.Computed<V>(query);
            int columns = Math.Min(2 * V.Width, at.Rows - query);
            for (int k = from; k < to; k += AttentionTile<V>.Height)
            {
                AttentionTile<V>.Product(
                    ref Unsafe.Add(ref key, k * stride), stride, 1, Math.Min(AttentionTile<V>.Height, to - k),
                    ref Unsafe.Add(ref turned, query), AttentionBlock.Queries, channels,
                    ref Unsafe.Add(ref target, (k * AttentionBlock.Queries) + query),
                    AttentionBlock.Queries, columns, adds: false);
            }
        }
    }
}
