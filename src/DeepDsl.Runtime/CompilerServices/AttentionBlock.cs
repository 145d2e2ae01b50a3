using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// How attention is cut into blocks on the CPU, and the memory that a worker needs for one. The compiler plans by the same numbers.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionBlock
{
    /// <summary>Queries of a block: a multiple of two vectors of any width.</summary>
    public const int Queries = 64;

    /// <summary>Keys of a block.</summary>
    public const int Keys = 64;

    /// <summary>Rows of a block and those that a tile may write beyond them.</summary>
    internal const int Rows = 70;

    /// <summary>
    /// Floats that a forward pass needs: the queries turned, weights by key and query, outputs, and three numbers a query.
    /// </summary>
    public static int ForwardScratch(int headSize, int valueSize) =>
        (Queries * headSize) + (Rows * Queries) + (Rows * Padded(valueSize)) + (3 * Queries);

    /// <summary>
    /// Floats that a backward pass needs: queries and gradients of outputs turned, weights and their gradients, gradients of queries, those
    /// of keys or values, and two numbers a query.
    /// </summary>
    public static int BackwardScratch(int headSize, int valueSize) => (Queries * (headSize + valueSize)) + (2 * Rows * Queries)
        + (Rows * Padded(headSize)) + (6 * Padded(Math.Max(headSize, valueSize))) + (2 * Queries);

    /// <summary>A row with room for what vectors write beyond it.</summary>
    internal static int Padded(int channels) => (channels + 31) / 32 * 32;
}
