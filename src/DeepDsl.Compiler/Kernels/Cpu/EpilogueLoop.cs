using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// What follows a product, applied to each row as soon as its tiles have written it and while it is still in cache. On the tiles' own
/// registers it would save a load and a store a vector, and need every tile once more for every epilogue.
/// </summary>
internal sealed class EpilogueLoop(Epilogue epilogue, Shape product) : EpilogueReads(epilogue, product)
{
    /// <summary>Applies it to <paramref name="width"/> columns of C from the place <paramref name="at"/>, which lie in column <paramref name="column"/>.</summary>
    public void Apply(Block block, string c, IndexExpr at, IndexExpr column, IndexExpr width) => block.ForVectors("j", width, (b, j) =>
    {
        View place = new(c, at + j);
        b.Add(Statements.Let("v0", new LoadVector(place)));
        b.Add(Enumerable.Range(0, OperandCount).Select(i => Statements.Let($"v{i + 1}", Operand(i, at + j, column + j))));
        b.Add(Statements.Compute("result", Body, [.. Enumerable.Range(0, OperandCount + 1).Select(i => new VectorName($"v{i}"))]));
        b.Add(new StoreVector(place, new VectorName("result"), width - j));
    });

    /// <summary>Applies it to a vector at hand, of which the first element is at a place, in a column and in a row; gives what comes of it.</summary>
    public VectorName ToVector(Block block, string value, IndexExpr place, IndexExpr column, IndexExpr row)
    {
        if (IsNone)
        {
            return new VectorName(value);
        }

        block.Add(Enumerable.Range(0, OperandCount).Select(i => Statements.Let($"v{i + 1}", Operand(i, place, column, row))));
        block.Add(Statements.Compute("result", Body, [new VectorName(value), .. Enumerable.Range(1, OperandCount).Select(i => new VectorName($"v{i}"))]));
        return new VectorName("result");
    }

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
}
