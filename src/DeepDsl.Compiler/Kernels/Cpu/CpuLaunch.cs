using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>A kernel and what one launch of a program passes to it.</summary>
/// <param name="Items">Its number of work items.</param>
/// <param name="CostPerItem">Rough number of operations, from which the smallest chunk follows.</param>
/// <param name="Operands">In the order of the kernel's.</param>
public sealed record CpuLaunch(Kernel Kernel, IndexExpr Items, long CostPerItem, IReadOnlyList<Buffer> Operands)
{
    private const long CostOfAChunk = 40_000;

    /// <summary>Floats of scratch that one worker needs.</summary>
    public Dim Scratch { get; init; } = 0;

    /// <summary>Whether so many operations are too few to divide among threads.</summary>
    public static bool IsOneChunk(long cost) => cost <= CostOfAChunk;

    /// <summary>Work items that are worth waking a thread for.</summary>
    public long Grain => Math.Max(1, CostOfAChunk / Math.Max(1, CostPerItem));
}
