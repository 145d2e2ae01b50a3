using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The results of a loop nest as a kernel writes them: y0 the memory of the first. Parts of one buffer are one operand.</summary>
internal sealed class LoopWrites(IReadOnlyList<LoopResult> results)
{
    /// <summary>What a launch passes, in order.</summary>
    public IEnumerable<Buffer> Buffers => results.Where((_, i) => First(i) == i).Select(r => r.Target);

    public IEnumerable<KernelOperand> Operands =>
        Enumerable.Range(0, results.Count).Where(i => First(i) == i).Select(i => new KernelOperand(Memory(i)));

    /// <summary>The reference by which the kernel knows where a result goes.</summary>
    public string Memory(int number) => $"y{First(number)}";

    /// <summary>Where a row begins in each result; of parts, as variables declared before the row's loop.</summary>
    public IndexExpr[] Places(Block block, IndexExpr start, Func<int, IndexExpr> place) =>
        [.. results.Select((r, i) => r.Part is null ? start : block.Let($"y{i}At", place(i), wide: true) + LoopReads.Start(r.Part))];

    private int First(int number) => Enumerable.Range(0, number + 1).First(i => results[i].Target == results[number].Target);
}
