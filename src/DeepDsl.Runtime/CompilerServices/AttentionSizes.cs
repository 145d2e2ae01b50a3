using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What attention is beside the values it reads: sizes, how heads lie in memory, and which keys a query sees.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct AttentionSizes
{
    /// <summary>Queries of a sample.</summary>
    public int Queries { get; init; }

    /// <summary>Keys of a sample.</summary>
    public int Keys { get; init; }

    /// <summary>Heads of queries.</summary>
    public int Heads { get; init; }

    /// <summary>Heads of keys and values: as many neighbouring heads of queries share one.</summary>
    public int KeyHeads { get; init; }

    /// <summary>Channels of a query or key in one head.</summary>
    public int HeadSize { get; init; }

    /// <summary>Channels of a value in one head.</summary>
    public int ValueSize { get; init; }

    /// <summary>Floats from a query to the next, all heads' channels and what lies between.</summary>
    public int QueryStride { get; init; }

    /// <summary>Floats from a key to the next.</summary>
    public int KeyStride { get; init; }

    /// <summary>Floats from a value to the next.</summary>
    public int ValueStride { get; init; }

    /// <summary>Factor of the products of queries and keys.</summary>
    public float Scale { get; init; }

    /// <summary>A query sees no key behind its own position; the last query has the position of the last key.</summary>
    public bool IsCausal { get; init; }

    /// <summary>A query sees keys less than so many positions away; zero for no bound.</summary>
    public int Window { get; init; }

    /// <summary>How many neighbouring heads of queries share one of keys.</summary>
    internal int Sharing => Heads / KeyHeads;

    /// <summary>The position of query 0 among the keys.</summary>
    internal int Offset => Keys - Queries;

    /// <summary>The first key that a query sees.</summary>
    internal int First(int query) => Window > 0 ? Math.Max(0, query + Offset - Window + 1) : 0;

    /// <summary>Behind the last key that a query sees of so many.</summary>
    internal int End(int query, int keys) =>
        IsCausal || Window > 0 ? Math.Max(0, Math.Min(keys, query + Offset + (IsCausal ? 1 : Window))) : keys;

    /// <summary>The first query that sees a key, or one behind it.</summary>
    internal int FirstQuery(int key) => IsCausal ? key - Offset : Window > 0 ? key - Offset - Window + 1 : 0;

    /// <summary>Behind the last query, of so many, that sees a key.</summary>
    internal int EndQuery(int key, int queries) => Window > 0 ? Math.Min(queries, key - Offset + Window) : queries;
}
