namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// An emitted loop. Kernels know their operands by number, so layers of equal shape share one.
/// </summary>
/// <param name="Stem">Start of its name.</param>
/// <param name="Body">The method's body.</param>
/// <param name="Items">Its number of work items as an expression in n, the batch, and V.</param>
/// <param name="CostPerItem">Rough number of operations, from which the smallest chunk follows.</param>
/// <param name="Operands">What to pass, in order; the text of an address in a frame f.</param>
internal sealed record KernelCall(string Stem, string Comment, string Body, string Items, long CostPerItem, IReadOnlyList<string> Operands)
{
    /// <summary>Floats of scratch that one worker needs.</summary>
    public long Scratch { get; init; }

    private const long CostOfAChunk = 40_000;

    public long Grain => Math.Max(1, CostOfAChunk / Math.Max(1, CostPerItem));
}
