namespace DeepDsl.PtxAnalysis;

/// <summary>
/// How many registers hold something that is read later, where that is most. Registers of 64 bits count twice, predicates by themselves.
/// The assembler that makes machine code of the text moves instructions, and needs some more or some fewer.
/// </summary>
public sealed record PtxLiveness(int Registers, int Predicates)
{
    public static PtxLiveness Of(PtxKernel kernel)
    {
        HashSet<string>[] atStart = [.. kernel.Blocks.Select(_ => new HashSet<string>())];
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (PtxBlock block in kernel.Blocks.Reverse())
            {
                HashSet<string> live = AtEnd(block, atStart);
                foreach (PtxInstruction instruction in block.Instructions.Reverse())
                {
                    Step(instruction, live);
                }

                changed |= live.Count != atStart[block.Index].Count;
                atStart[block.Index] = live;
            }
        }

        PtxLiveness most = new(0, 0);
        foreach (PtxBlock block in kernel.Blocks)
        {
            HashSet<string> live = AtEnd(block, atStart);
            foreach (PtxInstruction instruction in block.Instructions.Reverse())
            {
                // What it writes takes its place even where nobody reads it.
                most = most.Max(Count(kernel, live.Union(instruction.Defines)));
                Step(instruction, live);
                most = most.Max(Count(kernel, live));
            }
        }

        return most;
    }

    private static HashSet<string> AtEnd(PtxBlock block, HashSet<string>[] atStart) => [.. block.Next.SelectMany(n => atStart[n.Index])];

    /// <summary>From behind an instruction to before it. One under a predicate may leave what was there.</summary>
    private static void Step(PtxInstruction instruction, HashSet<string> live)
    {
        if (instruction.Predicate is null)
        {
            live.ExceptWith(instruction.Defines);
        }

        live.UnionWith(instruction.Uses);
    }

    private static PtxLiveness Count(PtxKernel kernel, IEnumerable<string> live)
    {
        int registers = 0;
        int predicates = 0;
        foreach (string register in live)
        {
            int bits = kernel.Width(register);
            registers += bits == 1 ? 0 : bits == 64 ? 2 : 1;
            predicates += bits == 1 ? 1 : 0;
        }

        return new(registers, predicates);
    }

    private PtxLiveness Max(PtxLiveness other) => new(Math.Max(Registers, other.Registers), Math.Max(Predicates, other.Predicates));
}
