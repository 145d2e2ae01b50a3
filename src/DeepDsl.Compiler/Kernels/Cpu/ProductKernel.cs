using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Matrix products. A work item is a block of rows within a panel of columns, panels outermost, so that a panel of B stays in cache
/// while rows pass by. Nothing is packed: shapes are known, so strides are constants.
/// </summary>
internal static class ProductKernel
{
    /// <summary>Rows of one work item, in tiles.</summary>
    private const int TilesPerItem = 2;

    /// <summary>Vectors of columns that one row is computed for at a time: reading B, its only work, goes faster by long lines.</summary>
    private const int WidestRow = 8;

    /// <summary>The same where there are 32 registers: best are whole rows of B, which lie one behind the other.</summary>
    private const int WidestRowOfWide = 24;

    /// <summary>How many floats of B are on their way while one row is computed: processors alone fetch rows that are long less far ahead.</summary>
    private const int FetchedAhead = 1024;

    /// <summary>Floats of B that one row reads from cache in the time of an operation.</summary>
    private const int FloatsReadAsOne = 6;

    /// <summary>Products are added one after another this far; deeper ones in rounds.</summary>
    private const int LongestRound = 256;

    public static CpuLaunch Of(MatMulLaunch launch)
    {
        EpilogueLoop epilogue = new(launch.Epilogue, launch.CShape);
        Dim rows = launch.HasOneRow ? 1 : launch.CShape[-2];
        int columns = launch.CShape[-1].Value;
        Dim depth = launch.TransposeA ? launch.AShape[-2] : launch.AShape[-1];
        Dim batches = new Shape(launch.CShape.Take(launch.CShape.Rank - 2)).Size;
        TileLoop[] loops = Loops(depth, launch.TransposeA ? launch.AShape[-1].Value : 1, columns);
        bool isAlone = rows.IsOne && batches.IsOne && loops.Length == 1
            && CpuLaunch.IsOneChunk(depth.Estimate * columns / FloatsReadAsOne);
        int vectors = rows.IsOne ? WidthOfRow(columns, isAlone) : columns > 16 ? 2 : 1;
        TileHeights heights = new(rows.IsConstant ? rows.Value : null, vectors, tallest =>
            rows.Value % (tallest * TilesPerItem) == 0 ? tallest * TilesPerItem : rows.Value % tallest == 0 ? tallest : null);
        int blockRows = heights.Tallest * TilesPerItem;
        IndexExpr panelWidth = IndexExpr.VectorWidth * vectors;

        Statement[] body =
        [
            .. Block.Of(outer =>
            {
                IndexExpr blocks = outer.Let("blocks", IndexExpr.Parts(rows, blockRows));
                IndexExpr panels = outer.Let("panels", IndexExpr.Parts(columns, panelWidth));
                outer.Add(Block.ForItems("item", (block, item) =>
                {
                    IndexExpr batch = batches.IsOne ? 0 : block.Let("batch", item / (panels * blocks));
                    IndexExpr rest = block.Let("rest", item - (batch * (panels * blocks)));
                    IndexExpr panel = block.Let("panel", rest / blocks);
                    IndexExpr first = block.Let("first", (rest - (panel * blocks)) * blockRows);
                    IndexExpr last = block.Let("last", IndexExpr.Min(first + blockRows, rows));
                    IndexExpr column = block.Let("column", panel * panelWidth);
                    IndexExpr left = block.Let("left", columns - column);
                    Tiles(block, new Place(batch, first, last, column, left));
                }));
            }),
        ];

        KernelOperand[] operands = [new("a"), new("b"), new("c"), .. epilogue.Operands];
        string comment = $"{launch.AShape}{(launch.TransposeA ? " transposed" : "")} x {launch.BShape}";
        Kernel kernel = new(KernelNaming.Of("Product", launch.AShape, launch.BShape), comment, operands, epilogue.Keys.ToArray(), body)
        {
            ReadsBatch = !launch.CShape.IsConstant || !depth.IsConstant,
        };
        long cost = rows.IsOne
            ? depth.Estimate * vectors * 16 / FloatsReadAsOne
            : 2 * blockRows * Math.Min(columns, 32) * depth.Estimate * (depth.IsConstant ? 1 : 32) / 16;
        IndexExpr items = IndexExpr.Parts(rows, blockRows) * IndexExpr.Parts(columns, panelWidth);
        return new CpuLaunch(kernel, batches.IsOne ? items : batches * items, cost, [launch.A, launch.B, launch.C, .. epilogue.Buffers]);

        void Tiles(Block block, Place at)
        {
            // A transposed: its rows are the depth, so a step in depth is a whole row of it.
            long rowStep = launch.TransposeA ? 1 : launch.AShape[-1].Value;
            IndexExpr C(IndexExpr row) => (at.Batch * ((IndexExpr)rows * columns)) + (row * columns) + at.Column;

            CallTile Call(int height, int width, IndexExpr row, IndexExpr column, int ahead = 0) => new(
                new Tile(Enumerable.Range(0, height).Select(r => (int)(r * rowStep)).ToArray(), width, loops.Length, columns, false)
                {
                    SumsByRound = loops.Length > 1,
                    IsWhole = Tile.Divides(1, columns), // where the last panel has one vector, a narrower tile takes it
                    Ahead = ahead,
                },
                new View("a", (at.Batch * ((IndexExpr)rows * depth)) + (row * rowStep)),
                new View("b", (at.Batch * ((IndexExpr)depth * columns)) + at.Column + column),
                new View("c", C(row) + column), at.Left - column, loops);

            void Cover(Block inner, int width) => heights.Cover(inner, "row", at.First, at.Last, (height, row) => Call(height, width, row, 0));

            if (isAlone && vectors >= WidestRow)
            {
                int ahead = Math.Max(1, FetchedAhead / columns) * columns;
                IEnumerable<int> parts = Enumerable.Range(0, vectors / WidestRow);
                VariableIndex row = new("row");
                block.Add(new LetIndex(row, at.First));
                block.Add(new Cover(row, at.Last, 1, Registers.Wide, 0, new Statement[] { Call(1, vectors, row, 0, ahead) }));
                block.Add(new Cover(row, at.Last, 1, Registers.Narrow, 0,
                    parts.Select(i => (Statement)Call(1, WidestRow, row, IndexExpr.VectorWidth * (i * WidestRow))).ToArray()));
            }
            else if (vectors == 2 && columns % 32 is > 0 and <= 16)
            {
                block.If(new Condition(Comparison.AtMost, at.Left, IndexExpr.VectorWidth), b => Cover(b, 1), b => Cover(b, 2));
            }
            else
            {
                Cover(block, vectors);
            }

            if (!epilogue.IsNone)
            {
                IndexExpr width = block.Let("width", IndexExpr.Min(at.Left, panelWidth));
                block.For("r", at.First, at.Last, (b, r) => epilogue.Apply(b, "c", b.Let("at", C(r), wide: true), at.Column, width));
            }
        }
    }

    /// <summary>As many as divide the columns.</summary>
    /// <param name="isAlone">Whether one thread computes all of it, so that no columns are left to others.</param>
    private static int WidthOfRow(int columns, bool isAlone)
    {
        for (int wide = WidestRowOfWide; isAlone && wide > WidestRow; wide -= WidestRow)
        {
            if (Tile.Divides(wide, columns))
            {
                return wide;
            }
        }

        int vectors = WidestRow;
        while (vectors > 2 && !Tile.Divides(vectors, columns))
        {
            vectors /= 2;
        }

        return columns > 16 ? vectors : 1;
    }

    /// <summary>One loop, or rounds of equal length where the depth is large and has a divisor that suits.</summary>
    private static TileLoop[] Loops(Dim depth, long aStep, long bStep)
    {
        if (!depth.IsConstant)
        {
            return [new(depth, aStep, bStep)];
        }

        int round = depth.Value <= 2 * LongestRound
            ? depth.Value
            : Enumerable.Range(LongestRound / 2, (LongestRound / 2) + 1).LastOrDefault(length => depth.Value % length == 0);
        return round == 0 || round == depth.Value
            ? [new(depth, aStep, bStep)]
            : [new(depth.Value / round, round * aStep, round * bStep), new(round, aStep, bStep)];
    }

    /// <summary>Which rows and columns a work item computes.</summary>
    private sealed record Place(IndexExpr Batch, IndexExpr First, IndexExpr Last, IndexExpr Column, IndexExpr Left);
}
