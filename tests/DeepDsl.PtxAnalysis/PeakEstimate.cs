namespace DeepDsl.PtxAnalysis;

/// <summary>
/// The share of a multiprocessor's multiply-adds that a product's loop can reach, by what its text asks of each unit. Units work beside
/// each other, so the one that is asked for most sets the time; at a barrier a group waits, while the others that fit beside it work.
/// Latencies are taken to be hidden, and what runs before and after the loop to be short against it.
/// </summary>
/// <param name="Share">Of the peak of ordinary floats, or of tensor cores where the loop uses them.</param>
/// <param name="Bound">The unit that sets the time.</param>
/// <param name="GroupsAtOnce">Groups on a multiprocessor, by registers and shared memory.</param>
/// <param name="Cost">Of a warp in a round of the outermost loop around the product.</param>
public sealed record PeakEstimate(double Share, string Bound, int GroupsAtOnce, LoopCost Cost)
{
    private const int Warp = 32;
    private const int MostRegisters = 255;

    /// <param name="kernel">Of a product.</param>
    /// <param name="across">Threads of a group along x.</param>
    /// <param name="down">Threads of a group along y.</param>
    public static PeakEstimate Of(PtxKernel kernel, int across, int down)
    {
        PtxLoop outer = kernel.ProductLoops.LastOrDefault()
            ?? throw new InvalidOperationException($"{kernel.Name} multiplies and adds in no loop.");
        LoopCost cost = new LoopCounter(kernel, new PtxValues(kernel, across, down)).Of(outer);
        int threads = across * down;
        int groups = GroupsOf(kernel, threads);
        (string bound, double cycles) = cost.Cycles.MaxBy(c => c.Value);
        double work = cost.Tensor > 0 ? cost.Tensor : cost.MultiplyAdds / Hopper.Floats;
        double warps = Math.Ceiling(threads / (double)Warp);
        double waiting = cost.Barriers * Hopper.Barrier / groups;
        return new PeakEstimate(work * warps / ((cycles * warps) + waiting), bound, groups, cost);
    }

    private static int GroupsOf(PtxKernel kernel, int threads)
    {
        // The assembler hands out registers in units of eight.
        int registers = Math.Min((PtxLiveness.Of(kernel).Registers + 7) / 8 * 8, MostRegisters);
        int byShared = kernel.SharedBytes == 0 ? Hopper.Groups : Hopper.SharedMemory / kernel.SharedBytes;
        return Math.Max(1, new[] { Hopper.Registers / (registers * threads), byShared, Hopper.Threads / threads, Hopper.Groups }.Min());
    }
}
