using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>A block of queries of one head and a block of keys, both counted from the blocks' beginnings.</summary>
/// <param name="sizes">Of all.</param>
/// <param name="firstQuery">Where the queries begin.</param>
/// <param name="rows">How many there are.</param>
/// <param name="keys">How many the sample has.</param>
/// <param name="firstKey">Where the keys begin.</param>
/// <param name="width">How many there are.</param>
internal readonly struct AttentionPlace(in AttentionSizes sizes, int firstQuery, int rows, int keys, int firstKey, int width)
{
    /// <summary>A tile takes rows that another panel of queries has computed, and reads zeros where those see nothing.</summary>
    private const int Margin = 6;

    public readonly AttentionSizes Sizes = sizes;

    public readonly int FirstQuery = firstQuery;

    public readonly int Rows = rows;

    public readonly int FirstKey = firstKey;

    public readonly int Width = width;

    public float Slope { get; init; }

    public float DropRate { get; init; }

    public uint DropKey { get; init; }

    /// <summary>The number of the head's first weight among all: keys are the outer, queries the inner axis.</summary>
    public uint FirstWeight { get; init; }

    /// <summary>The keys that any of two queries and those between them see.</summary>
    public (int From, int To) Seen(int first, int last)
    {
        int from = Math.Max(0, Sizes.First(FirstQuery + first) - FirstKey);
        return (from, Math.Max(from, Math.Min(Width, End(last))));
    }

    /// <summary>Behind the last key that a query sees.</summary>
    public int End(int query) => Sizes.End(FirstQuery + query, keys) - FirstKey;

    /// <summary>The first key that a query sees.</summary>
    public int First(int query) => Sizes.First(FirstQuery + query) - FirstKey;

    /// <summary>
    /// The keys whose scores are computed for a query: those that any query sees of the two vectors that its own belongs to.
    /// </summary>
    public (int From, int To) Computed<V>(int query)
        where V : struct, ISimd<V>
    {
        int first = query - (query % (2 * V.Width));
        return Seen(first, Math.Min(first + (2 * V.Width), Rows) - 1);
    }

    /// <summary>The queries that see any of two keys and those between them.</summary>
    public (int From, int To) Queries(int first, int last)
    {
        int from = Math.Clamp(Sizes.FirstQuery(FirstKey + first) - FirstQuery, 0, Rows);
        return (from, Math.Clamp(Sizes.EndQuery(FirstKey + last, FirstQuery + Rows) - FirstQuery, from, Rows));
    }

    /// <summary>Clears a column of weights beside those that were computed, as far as a tile may read.</summary>
    public void ClearAround<V>(ref float column, int from, int to)
        where V : struct, ISimd<V>
    {
        for (int k = Math.Max(0, from - Margin); k < from; k++)
        {
            V.Zero.Store(ref Unsafe.Add(ref column, k * AttentionBlock.Queries));
        }

        for (int k = to; k < Math.Min(Width, to + Margin); k++)
        {
            V.Zero.Store(ref Unsafe.Add(ref column, k * AttentionBlock.Queries));
        }
    }
}
