namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// What attention is beside the values it reads. Heads lie side by side in the last axis: queries [N, Tq, Heads * HeadSize], keys
/// [N, Tk, KeyHeads * HeadSize], values [N, Tk, KeyHeads * ValueSize], so nothing is ever transposed.
/// </summary>
/// <param name="Heads">Of the queries.</param>
/// <param name="KeyHeads">Of keys and values, a divisor of <paramref name="Heads"/>: neighbouring heads of queries share one.</param>
/// <param name="HeadSize">Channels of a query and a key in one head.</param>
/// <param name="ValueSize">Channels of a value in one head.</param>
/// <param name="Scale">Factor of the products of queries and keys.</param>
public sealed record AttentionForm(int Heads, int KeyHeads, int HeadSize, int ValueSize, double Scale)
{
    /// <summary>
    /// A query sees no key behind its own position. Positions are aligned at the end: query i of Tq stands where key i + Tk - Tq does, so
    /// that the last few queries of a longer sequence see what they would see among all.
    /// </summary>
    public bool IsCausal { get; init; }

    /// <summary>A query sees keys less than so many positions away; zero for no bound.</summary>
    public int Window { get; init; }

    /// <summary>An input [1] has the share of the weights that is dropped, the others being enlarged for it.</summary>
    public bool Drops { get; init; }

    /// <summary>Queries, keys and values are parts of one input, in this order: what a single product gave.</summary>
    public bool IsPacked { get; init; }

    /// <summary>
    /// Channels of the rows of queries, where each begins a row that holds something else behind; zero where it fills its row. Of one step,
    /// whose keys and values have gone to those of the steps before. It has no gradient.
    /// </summary>
    public int QueryRow { get; init; }

    /// <summary>An input [N] says how many keys each sample has; those behind are never read.</summary>
    public bool HasKeyLengths { get; init; }

    /// <summary>An input [N] says how many queries each sample has; the rows of those behind are zero.</summary>
    public bool HasQueryLengths { get; init; }

    /// <summary>An input [Heads] has for each head what a score loses per position between query and key (ALiBi).</summary>
    public bool HasSlopes { get; init; }

    public int QueryWidth => Heads * HeadSize;

    public int KeyWidth => KeyHeads * HeadSize;

    public int ValueWidth => KeyHeads * ValueSize;

    /// <summary>Channels of one of the inputs that hold queries, keys and values.</summary>
    public int WidthOf(int side) =>
        IsPacked ? QueryWidth + KeyWidth + ValueWidth
        : side == 0 ? Math.Max(QueryWidth, QueryRow) : side == 1 ? KeyWidth : ValueWidth;

    /// <summary>Where each of queries, keys and values begins in a row of its input.</summary>
    public (int Queries, int Keys, int Values) Starts => IsPacked ? (0, QueryWidth, QueryWidth + KeyWidth) : (0, 0, 0);

    /// <summary>How many inputs hold queries, keys and values.</summary>
    public int Sides => IsPacked ? 1 : 3;

    /// <summary>The number of the input with the lengths of the keys, if there is one.</summary>
    public int? KeyLengths => HasKeyLengths ? Sides : null;

    /// <summary>The number of the input with the lengths of the queries, if there is one.</summary>
    public int? QueryLengths => HasQueryLengths ? Sides + (HasKeyLengths ? 1 : 0) : null;

    /// <summary>The number of the input with the slopes, if there is one.</summary>
    public int? Slopes => HasSlopes ? Sides + (HasKeyLengths ? 1 : 0) + (HasQueryLengths ? 1 : 0) : null;

    /// <summary>The number of the input with the rate of dropout, if there is one.</summary>
    public int? DropRate => Drops ? Sides + (HasKeyLengths ? 1 : 0) + (HasQueryLengths ? 1 : 0) + (HasSlopes ? 1 : 0) : null;

    /// <summary>
    /// The number of the input with uniform numbers [N, Heads, Tk, Tq], if there is one: a weight is dropped where its number is below the
    /// rate. Targets draw them as they go.
    /// </summary>
    public int? Random => DropRate + 1;

    /// <summary>How many inputs there are, those of the gradient that only it has left out.</summary>
    public int InputCount => Sides + new[] { HasKeyLengths, HasQueryLengths, HasSlopes, Drops, Drops }.Count(b => b);

    /// <summary>The keys that a query sees: from the first to the one behind the last.</summary>
    /// <param name="query">Its number.</param>
    /// <param name="queries">How many there are, with those beyond the sample's length.</param>
    /// <param name="keys">How many there are, likewise.</param>
    /// <param name="length">How many the sample has.</param>
    public (int From, int To) KeysOf(int query, int queries, int keys, int length)
    {
        int position = query + keys - queries;
        int from = Window > 0 ? Math.Max(0, position - Window + 1) : 0;
        int to = IsCausal ? position + 1 : Window > 0 ? position + Window : length;
        return (from, Math.Max(from, Math.Min(length, to)));
    }

    public override string ToString() => string.Join(" ", new[]
    {
        KeyHeads == Heads ? $"{Heads} heads of {HeadSize}" : $"{Heads} heads of {HeadSize} over {KeyHeads}",
        ValueSize == HeadSize ? "" : $"values of {ValueSize}", FormattableString.Invariant($"scale {Scale:R}"),
        IsCausal ? "causal" : "", Window > 0 ? $"window {Window}" : "", HasSlopes ? "slopes" : "",
        Drops ? "dropout" : "",
        HasKeyLengths ? "lengths of keys" : "", HasQueryLengths ? "lengths of queries" : "", IsPacked ? "packed" : "",
        QueryRow > 0 ? $"queries in rows of {QueryRow}" : "",
    }.Where(part => part.Length > 0));
}
