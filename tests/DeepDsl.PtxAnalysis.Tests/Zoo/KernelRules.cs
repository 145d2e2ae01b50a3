namespace DeepDsl.PtxAnalysis.Tests.Zoo;

/// <summary>What every kernel of a kind must hold to; each rule says in a sentence how a kernel breaks it.</summary>
internal static class KernelRules
{
    /// <summary>What a group may declare without asking for more at the launch.</summary>
    private const int MostShared = 48 * 1024;

    /// <summary>More than eight cannot be held at once; the assembler then computes them anew.</summary>
    private const int MostPredicates = 7;

    /// <summary>Of a card's 65,536, with at least 1,024 threads on a multiprocessor to hide what memory takes.</summary>
    private const int MostRegisters = 64;

    /// <summary>Beside the sums of a product's tile: lines of both operands, addresses, what is copied meanwhile.</summary>
    private const int RegistersBesideSums = 104;

    /// <summary>Beside those, of a phase of an image spread by zeros: its sizes are known at run time alone.</summary>
    private const int RegistersOfPhase = 16;

    /// <summary>
    /// The share of its peak that the loop of a tile of 128 by 128 must leave room for; not where it rounds operands as tensor cores would,
    /// for cards that have none.
    /// </summary>
    private const double LeastShareOfLargeTiles = 0.7;

    private const int LargeTile = 128;

    public static IEnumerable<string> Broken(ZooKernel kernel)
    {
        PtxFacts facts = PtxFacts.Of(kernel.Ptx);
        return Always(kernel, facts).Concat(kernel.IsProduct ? Products(kernel, facts) : []).OfType<string>().Select(broken => $"{kernel}: {broken}");
    }

    private static IEnumerable<string?> Always(ZooKernel kernel, PtxFacts facts)
    {
        int sums = kernel.Tile is { } tile ? tile.ThreadRows * tile.ThreadColumns : 0;
        int most = kernel.IsProduct ? RegistersBesideSums + sums + (kernel.HasPhases ? RegistersOfPhase : 0) : MostRegisters;
        yield return facts.HasLocalMemory ? "it keeps something in local memory." : null;
        yield return facts.HasForeignFunction || facts.Calls > 0 ? "it calls a function that is not in it." : null;
        yield return facts.GenericAccesses > 0 ? $"{facts.GenericAccesses} loads or stores do not say in which memory." : null;
        yield return facts.Doubles > 0 ? $"{facts.Doubles} instructions are in double precision." : null;
        yield return facts.SharedBytes > MostShared ? $"it declares {facts.SharedBytes} bytes of shared memory; {MostShared} are allowed." : null;
        yield return facts.Live.Registers > most ? $"{facts.Live.Registers} registers are live at once; {most} are allowed." : null;
        yield return facts.Live.Predicates > MostPredicates ? $"{facts.Live.Predicates} predicates are live at once; {MostPredicates} are allowed." : null;
    }

    private static IEnumerable<string?> Products(ZooKernel kernel, PtxFacts facts)
    {
        yield return facts.DivisionsWhereItMultiplies > 0 ? $"{facts.DivisionsWhereItMultiplies} divisions of ints stand in its loop." : null;
        yield return (kernel.LeftInQuads || kernel.RightInQuads) && facts.WideLoads == 0
            ? "an operand lies in units of 16 bytes, and none is loaded so." : null;
        yield return kernel.LeftInQuads && kernel.RightInQuads && facts.NarrowLoadsWhereItMultiplies > 0
            ? $"both operands lie in units of 16 bytes, and {facts.NarrowLoadsWhereItMultiplies} loads in its loop are of 4." : null;
        if (kernel.Tile is { Rows: >= LargeTile, Columns: >= LargeTile } tile && kernel.LeftInQuads && kernel.RightInQuads && !kernel.Rounds)
        {
            PeakEstimate estimate = PeakEstimate.Of(kernel.Ptx, tile.Across, tile.Down);
            yield return estimate.Share < LeastShareOfLargeTiles
                ? $"its loop leaves room for {estimate.Share:P0} of the peak, bound by {estimate.Bound}; {LeastShareOfLargeTiles:P0} are wanted." : null;
        }
    }
}
