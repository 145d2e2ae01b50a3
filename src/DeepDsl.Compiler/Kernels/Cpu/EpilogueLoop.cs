using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// What follows a product, applied to each row as soon as its tiles have written it and while it is still in cache. On the tiles' own
/// registers it would save a load and a store a vector, and need every tile once more for every epilogue.
/// </summary>
internal sealed class EpilogueLoop(Epilogue epilogue, Shape product)
{
    public bool IsNone => epilogue.Body is ArgExpr { Index: 0 };

    public Expr Body => epilogue.Body;

    public IEnumerable<KernelOperand> Operands => Numbered.Where(p => p.Operand.Random is null).Select(p => new KernelOperand($"e{p.Number}"));

    public IEnumerable<RandomKey> Keys => Numbered.Where(p => p.Operand.Random is not null).Select(p => new RandomKey($"key{p.Number}", p.Operand.Random!.Stream));

    public IEnumerable<Buffer> Buffers => epilogue.Operands.Where(o => o.Buffer is not null).Select(o => o.Buffer!);

    private IEnumerable<(LoopOperand Operand, int Number)> Numbered => epilogue.Operands.Select((o, i) => (o, i));

    /// <summary>Applies it to <paramref name="width"/> columns of C from the place <paramref name="at"/>, which lie in column <paramref name="column"/>.</summary>
    public void Apply(Block block, string c, IndexExpr at, IndexExpr column, IndexExpr width) => block.ForVectors("j", width, (b, j) =>
    {
        View place = new(c, at + j);
        b.Add(Statements.Let("v0", new LoadVector(place)));
        b.Add(Enumerable.Range(0, epilogue.Operands.Count).Select(i => Statements.Let($"v{i + 1}", Operand(i, at + j, column + j))));
        b.Add(Statements.Compute("result", epilogue.Body, [.. Enumerable.Range(0, epilogue.Operands.Count + 1).Select(i => new VectorName($"v{i}"))]));
        b.Add(new StoreVector(place, new VectorName("result"), width - j));
    });

    /// <summary>Applies it to one row of output pixels, which begins at <paramref name="write"/> in column <paramref name="output"/>.</summary>
    public void Row(Block block, Image image, IndexExpr write, IndexExpr output, IndexExpr left, int vectors)
    {
        if (IsNone)
        {
            return;
        }

        IndexExpr width = block.Let("width", IndexExpr.Min(left, IndexExpr.VectorWidth * vectors));
        block.For("p", 0, image.OutW, (b, p) => Apply(b, "y", b.Let("at", write + (p * (IndexExpr)image.Outputs), wide: true), output, width));
    }

    /// <summary>The operands' values and the product's own as arguments of <see cref="Body"/>.</summary>
    /// <param name="value">The product.</param>
    /// <param name="place">Where in the product the vector lies.</param>
    /// <param name="column">Its column.</param>
    public VectorExpr[] Arguments(VectorExpr value, IndexExpr place, IndexExpr column) =>
        [value, .. Enumerable.Range(0, epilogue.Operands.Count).Select(i => Operand(i, place, column))];

    private VectorExpr Operand(int number, IndexExpr place, IndexExpr column)
    {
        LoopOperand operand = epilogue.Operands[number];
        View memory = new($"e{number}");
        return operand.Random is { } random ? new DrawVector(random.Kind, $"key{number}", place)
            : operand.Shape.Size.IsOne ? new BroadcastVector(memory, operand.Buffer!.Type)
            : new LoadVector(memory + (operand.Shape == product ? place : column), operand.Buffer!.Type);
    }
}
