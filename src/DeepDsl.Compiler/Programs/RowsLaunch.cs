namespace DeepDsl.Compiler.Programs;

/// <summary>
/// Maps and reductions as one kernel: each row goes through all of them before anybody waits, and what only they read is never written to
/// memory. On a GPU alone.
/// </summary>
/// <param name="Layer">That of the first member.</param>
/// <param name="Space">Whose rows are independent of each other.</param>
/// <param name="Members">In an order in which each finds what it reads.</param>
/// <param name="Stored">What others read of what members write.</param>
public sealed record RowsLaunch(string Layer, RowSpace Space, IReadOnlyList<Launch> Members, IReadOnlyList<Buffer> Stored)
    : Launch(Layer, ReadsOf(Members), Stored)
{
    /// <summary>What members read that none of them has written before.</summary>
    public static IReadOnlyList<Buffer> ReadsOf(IReadOnlyList<Launch> members)
    {
        HashSet<Buffer> written = [];
        List<Buffer> reads = [];
        foreach (Launch member in members)
        {
            reads.AddRange(member.Reads.Where(b => !written.Contains(b.Place) && !reads.Contains(b)));
            written.UnionWith(member.Writes.Select(b => b.Place));
        }

        return reads;
    }
}
