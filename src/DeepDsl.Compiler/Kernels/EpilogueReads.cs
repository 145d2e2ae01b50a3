using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>What follows a product, as a kernel reads it: e0 the memory or key0 the random stream of its first operand.</summary>
internal class EpilogueReads(Epilogue epilogue, Shape product)
{
    public bool IsNone => epilogue.Body is ArgExpr { Index: 0 };

    public Expr Body => epilogue.Body;

    public IEnumerable<KernelOperand> Operands =>
        Numbered.Where(p => p.Operand.Random is null).Select(p => new KernelOperand($"e{p.Number}", Type: p.Operand.Buffer!.Type));

    public IEnumerable<RandomKey> Keys => Numbered.Where(p => p.Operand.Random is not null).Select(p => new RandomKey($"key{p.Number}", p.Operand.Random!.Stream));

    public IEnumerable<Buffer> Buffers => epilogue.Operands.Where(o => o.Buffer is not null).Select(o => o.Buffer!);

    protected int OperandCount => epilogue.Operands.Count;

    private IEnumerable<(LoopOperand Operand, int Number)> Numbered => epilogue.Operands.Select((o, i) => (o, i));

    /// <summary>The operands' values and the product's own as arguments of <see cref="Body"/>.</summary>
    /// <param name="value">The product.</param>
    /// <param name="place">Where in the product it lies.</param>
    /// <param name="column">Its column.</param>
    public VectorExpr[] Arguments(VectorExpr value, IndexExpr place, IndexExpr column) =>
        [value, .. Enumerable.Range(0, OperandCount).Select(i => Operand(i, place, column))];

    /// <summary>One operand's value at a place and column of the product, and in its row where operands may be one number for each.</summary>
    public VectorExpr Operand(int number, IndexExpr place, IndexExpr column, IndexExpr? row = null)
    {
        LoopOperand operand = epilogue.Operands[number];
        View memory = new($"e{number}");
        return operand.Random is { } random ? new DrawVector(random.Kind, $"key{number}", place)
            : operand.Shape.Size.IsOne ? new BroadcastVector(memory, operand.Buffer!.Type)
            : row is not null && operand.Shape != product && operand.Shape == product.With(-1, 1) ? new BroadcastVector(memory + row, operand.Buffer!.Type)
            : new LoadVector(memory + (operand.Shape == product ? place : column), operand.Buffer!.Type);
    }
}
