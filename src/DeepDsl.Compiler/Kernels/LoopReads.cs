using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The operands of a loop nest as a kernel reads them: x0 the memory or key0 the random stream, v0 the vector at hand.</summary>
internal sealed class LoopReads(IReadOnlyList<LoopOperand> operands)
{
    /// <summary>What a launch passes, in order: parts of one buffer are one.</summary>
    public IReadOnlyList<Buffer> Buffers { get; } =
        [.. operands.Where((o, i) => o.Buffer is not null && First(operands, i) == i).Select(o => o.Buffer!)];

    public IEnumerable<KernelOperand> Operands => Numbered.Where(p => p.Operand.Random is null && First(operands, p.Number) == p.Number)
        .Select(p => new KernelOperand(Memory(p.Number), Type: p.Operand.Buffer!.Type));

    public IEnumerable<RandomKey> Keys => Numbered.Where(p => p.Operand.Random is not null).Select(p => new RandomKey(Key(p.Number), p.Operand.Random!.Stream));

    /// <summary>Arguments for expressions of the operands.</summary>
    public VectorExpr[] Names => [.. operands.Select((_, i) => new VectorName(Name(i)))];

    private IEnumerable<(LoopOperand Operand, int Number)> Numbered => operands.Select((o, i) => (o, i));

    /// <summary>Where a row begins in each operand, as variables declared before the row's loop.</summary>
    public IndexExpr[] Places(Block block, Func<int, IndexExpr> place) =>
        [.. operands.Select((o, i) => o.Random is null ? block.Let($"x{i}At", place(i), wide: true) + Start(o.Part) : 0)];

    /// <summary>How far behind the place of a buffer a part of it begins.</summary>
    public static IndexExpr Start(BufferPart? part) => part is null ? 0 : part.Start;

    /// <summary>Loads before the inner loop what it finds at one place.</summary>
    public IEnumerable<Statement> Repeated(LoopDim inner, Func<int, IndexExpr> row) => Numbered
        .Where(p => p.Operand.Random is null && inner.Strides[p.Number] == LoopDims.Repeated)
        .Select(p => Statements.Let(Name(p.Number), new BroadcastVector(new View(Memory(p.Number), row(p.Number)), p.Operand.Buffer!.Type)));

    /// <summary>Loads in the inner loop what moves with it.</summary>
    /// <param name="row">Where the inner loop begins in an operand.</param>
    /// <param name="i">The inner loop's index.</param>
    /// <param name="linear">The number of the element in row-major order.</param>
    /// <param name="takes">Which operands to load; without it all.</param>
    public IEnumerable<Statement> Moving(
        LoopDim inner, Func<int, IndexExpr> row, IndexExpr i, IndexExpr linear, Func<int, bool>? takes = null) => Numbered
        .Where(p => (p.Operand.Random is not null || inner.Strides[p.Number] != LoopDims.Repeated) && takes?.Invoke(p.Number) != false)
        .Select(p => Statements.Let(Name(p.Number), p.Operand.Random is { } random
            ? new DrawVector(random.Kind, Key(p.Number), linear)
            : new LoadVector(new View(Memory(p.Number), row(p.Number) + i), p.Operand.Buffer!.Type)));

    /// <summary>Loads one element of each.</summary>
    /// <param name="place">Where it lies in an operand.</param>
    public IEnumerable<Statement> Elements(Func<int, IndexExpr> place) => Numbered.Select(p =>
        Statements.Let(Name(p.Number), p.Operand.Random is { } random
            ? new DrawVector(random.Kind, Key(p.Number), place(p.Number))
            : new LoadVector(new View(Memory(p.Number), place(p.Number)), p.Operand.Buffer!.Type)));

    private string Memory(int number) => $"x{First(operands, number)}";

    /// <summary>The first operand that reads a part of the same buffer.</summary>
    private static int First(IReadOnlyList<LoopOperand> operands, int number) => operands[number].Part is null ? number
        : Enumerable.Range(0, number).Where(i => operands[i].Part is not null && operands[i].Buffer == operands[number].Buffer)
            .DefaultIfEmpty(number).First();

    private static string Key(int number) => $"key{number}";

    private static string Name(int number) => $"v{number}";
}
