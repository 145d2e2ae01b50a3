using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// C = A * B by tiles. A square group of side x side threads computes 4 side x 4 side elements, four by four a thread, and keeps slices of A
/// and B, side deep, in its shared memory. The side is that of the group: 16 on a card, 4 where groups are small; each thread loads four
/// elements of each slice either way. An element's products are added in order, so the result does not depend on the side. What follows the
/// product is computed on the accumulators as they are stored.
/// </summary>
internal sealed class TiledProduct(TileOperand a, TileOperand b, EpilogueReads epilogue)
{
    public const int LargestSide = 16;

    public const int LargestTile = LargestSide * PerThread;

    /// <summary>Rows and columns of a thread: also the length of what shared memory gives at once.</summary>
    private const int PerThread = 4;

    /// <summary>From one place of the depth to the next in a slice, in units of four; the odd one spreads columns over the banks of memory.</summary>
    private const int Pitch = LargestSide + 1;

    private static readonly VariableIndex Side = new("side");
    private static readonly VariableIndex Across = new("across");
    private static readonly VariableIndex Down = new("down");

    public required IndexExpr Rows { get; init; }

    public required IndexExpr Columns { get; init; }

    public required IndexExpr Depth { get; init; }

    /// <summary>Where C begins.</summary>
    public IndexExpr Start { get; init; } = 0;

    /// <summary>The operand that takes the result.</summary>
    public string Target { get; init; } = "c";

    public Statement[] Body() => Block.Of(block =>
    {
        block.Add(new LetIndex(Side, IndexExpr.GroupWidth));
        block.Add(new LetIndex(Across, new GridIndex(GridPlace.ThreadX)));
        block.Add(new LetIndex(Down, new GridIndex(GridPlace.ThreadY)));
        IndexExpr firstRow = block.Let("firstRow", new GridIndex(GridPlace.GroupX) * (Side * (IndexExpr)PerThread));
        IndexExpr firstColumn = block.Let("firstColumn", new GridIndex(GridPlace.GroupY) * (Side * (IndexExpr)PerThread));
        block.Add(new LetShared(a.Slice, LargestSide * Pitch));
        block.Add(new LetShared(b.Slice, LargestSide * Pitch));
        IndexExpr[] rows = Lines(block, a, firstRow);
        IndexExpr[] columns = Lines(block, b, firstColumn);
        a.Prepare(block, rows);
        b.Prepare(block, columns);
        block.Add(new LetAccumulators("sum", PerThread, PerThread));
        VariableIndex slice = new("slice");
        block.Add(new For(slice, 0, Depth, Side, Block.Of(loop =>
        {
            Statement[] stores = [.. Load(loop, a, rows, slice), .. Load(loop, b, columns, slice)];
            loop.Add(new Barrier());
            loop.Add(stores);
            loop.Add(new Barrier());
            loop.Add(Multiply());
        })));
        Store(block, block.Let("row", firstRow + (Down * (IndexExpr)PerThread)), block.Let("column", firstColumn + (Across * (IndexExpr)PerThread)));
    });

    /// <summary>The lines of which a thread loads elements: side apart, so that a group's threads load neighbours.</summary>
    private static IndexExpr[] Lines(Block block, TileOperand operand, IndexExpr first)
    {
        IndexExpr line = block.Let(operand.Name + "Line", first + (operand.RunsAlongLines ? Down : Across));
        return [.. Enumerable.Range(0, PerThread).Select(i => i == 0 ? line : line + (Side * (IndexExpr)i))];
    }

    /// <summary>Loads a thread's part of a slice; what stores it, once nobody reads the slice before any more.</summary>
    private static IEnumerable<Statement> Load(Block block, TileOperand operand, IndexExpr[] lines, IndexExpr slice)
    {
        (VariableIndex deep, VariableIndex along) = operand.RunsAlongLines ? (Across, Down) : (Down, Across);
        IndexExpr at = block.Let(operand.Name + "Depth", slice + deep);
        VectorExpr[] elements = operand.Load(block, lines, at);
        block.Add(elements.Select((e, i) => Statements.Let(Element(i), e)));
        return elements.Select((_, i) => new StoreElement(
            new View(operand.Slice, (deep * (IndexExpr)(Pitch * PerThread)) + along + (Side * (IndexExpr)i)), new VectorName(Element(i))));

        string Element(int i) => operand.Name + Number(i);
    }

    /// <summary>Four places of the depth at a time, since ILGPU leaves loops as they are.</summary>
    private For Multiply()
    {
        VariableIndex k = new("k");
        return new For(k, 0, Side, PerThread, Block.Of(block =>
        {
            for (int step = 0; step < PerThread; step++)
            {
                IndexExpr unit = (k + step) * Pitch;
                (string left, string right) = ("quad" + a.Name.ToUpperInvariant() + Number(step), "quad" + b.Name.ToUpperInvariant() + Number(step));
                block.Add(new LetQuad(left, a.Slice, unit + Down));
                block.Add(new LetQuad(right, b.Slice, unit + Across));
                block.Add(new AccumulateProducts("sum", Quad(left), Quad(right)));
            }
        }));
    }

    private void Store(Block block, IndexExpr row, IndexExpr column) => block.For("tileRow", 0, PerThread, (inRow, r) =>
    {
        for (int c = 0; c < PerThread; c++)
        {
            VectorExpr[] sums = [.. Enumerable.Range(0, PerThread).Select(i => new VectorName(LetAccumulators.Of("sum", i, c)))];
            inRow.Add(Statements.Let("value" + Number(c), new PickVector(r, sums)));
        }

        Guarded(inRow, row + r, Rows, rowExists => rowExists.For("tileColumn", 0, PerThread, (inColumn, c) =>
            Guarded(inColumn, column + c, Columns, exists => Element(exists, row + r, column + c, c))));
    });

    private void Element(Block block, IndexExpr row, IndexExpr column, IndexExpr c)
    {
        VectorExpr product = new PickVector(c, Enumerable.Range(0, PerThread).Select(i => (VectorExpr)new VectorName("value" + Number(i))).ToArray());
        IndexExpr at = block.Let("at", Start + (row * Columns) + column);
        block.Add(Statements.Let("product", product));
        if (epilogue.IsNone)
        {
            block.Add(new StoreElement(new View(Target, at), new VectorName("product")));
            return;
        }

        VectorExpr[] arguments = epilogue.Arguments(new VectorName("product"), at, column);
        block.Add(arguments.Skip(1).Select((argument, i) => Statements.Let("v" + Number(i), argument)));
        block.Add(Statements.Compute("result", epilogue.Body,
            [arguments[0], .. arguments.Skip(1).Select((_, i) => new VectorName("v" + Number(i)))]));
        block.Add(new StoreElement(new View(Target, at), new VectorName("result")));
    }

    private static void Guarded(Block block, IndexExpr index, IndexExpr size, Action<Block> write)
    {
        if (TileOperand.Fits(size, LargestTile))
        {
            write(block);
        }
        else
        {
            block.If(new Condition(Comparison.Below, index, size), write);
        }
    }

    private static EquatableArray<VectorExpr> Quad(string name) =>
        Enumerable.Range(0, PerThread).Select(i => (VectorExpr)new QuadVector(name, i)).ToArray();

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
