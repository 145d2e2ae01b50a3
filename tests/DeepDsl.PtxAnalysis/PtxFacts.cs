namespace DeepDsl.PtxAnalysis;

/// <summary>What the text of a kernel says that matters for its speed.</summary>
public sealed record PtxFacts
{
    /// <summary>Of a group, where it does not matter how they lie.</summary>
    private const int Threads = 256;

    public required string Name { get; init; }

    /// <summary>Registers in use at once.</summary>
    public required PtxLiveness Live { get; init; }

    public required int SharedBytes { get; init; }

    public required bool HasLocalMemory { get; init; }

    public required bool HasForeignFunction { get; init; }

    /// <summary>Functions called: ILGPU writes everything into the kernel but what it does not know.</summary>
    public required int Calls { get; init; }

    /// <summary>Loads and stores through addresses of which nothing is known.</summary>
    public required int GenericAccesses { get; init; }

    /// <summary>Instructions in double precision, which most cards do 64 times slower.</summary>
    public required int Doubles { get; init; }

    /// <summary>
    /// Divisions of ints in each round of the loops that multiply and add: some twenty instructions each, by a constant three.
    /// </summary>
    public required int DivisionsWhereItMultiplies { get; init; }

    /// <summary>Loads of one float in the loops that multiply and add.</summary>
    public required int NarrowLoadsWhereItMultiplies { get; init; }

    /// <summary>Loads of 16 bytes from global memory, copies to shared memory among them.</summary>
    public required int WideLoads { get; init; }

    /// <summary>Instructions that multiply and add, of tensor cores and of others.</summary>
    public required int MultiplyAdds { get; init; }

    public static PtxFacts Of(PtxKernel kernel)
    {
        PtxInstruction[] all = [.. kernel.Instructions];
        PtxInstruction[] multiplying = [.. kernel.ProductLoops.SelectMany(l => l.Blocks).Distinct().SelectMany(b => b.Instructions)];
        return new PtxFacts
        {
            Name = kernel.Name,
            Live = PtxLiveness.Of(kernel),
            SharedBytes = kernel.SharedBytes,
            HasLocalMemory = kernel.HasLocalMemory,
            HasForeignFunction = kernel.HasForeignFunction,
            Calls = all.Count(i => i.Stem == "call"),
            GenericAccesses = all.Count(i => i.Space == "generic" || i.Opcode.StartsWith("cvta.shared", StringComparison.Ordinal)),
            Doubles = all.Count(i => i.Opcode.Contains(".f64", StringComparison.Ordinal)),
            DivisionsWhereItMultiplies = Divisions(kernel),
            NarrowLoadsWhereItMultiplies = multiplying.Count(i => Loads(i, 4)),
            WideLoads = all.Count(i => Loads(i, 16)),
            MultiplyAdds = all.Count(i => i.MultipliesAndAdds),
        };
    }

    /// <summary>But for those by powers of two, and those that an assembler does once before the loop.</summary>
    private static int Divisions(PtxKernel kernel)
    {
        PtxValues values = new(kernel, Threads, 1);
        HashSet<PtxBlock> blocks = [.. kernel.ProductLoops.SelectMany(l => l.Blocks)];
        HashSet<string> written = [.. blocks.SelectMany(b => b.Instructions).SelectMany(i => i.Defines)];
        return blocks.Sum(b => b.Instructions.Where((i, at) => i.IsIntegerDivision
            && !(values.Of(i.Operands[2], b, at) is { IsConstant: true } by && System.Numerics.BitOperations.IsPow2(by.Constant))
            && values.Result(b, at).Atoms.Any(a => a.Registers.Overlaps(written))).Count());
    }

    private static bool Loads(PtxInstruction instruction, int bytes) =>
        instruction.Space == "global" && (instruction.Stem is "ld" or "cp") && instruction.Bytes == bytes;
}
