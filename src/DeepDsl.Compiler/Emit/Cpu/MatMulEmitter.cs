using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// Matrix products. A work item is a block of rows within a panel of columns, panels outermost, so that a panel of B stays in cache
/// while rows pass by. Nothing is packed: shapes are known, so strides are constants.
/// </summary>
internal static class MatMulEmitter
{
    /// <summary>Rows of one work item, in tiles.</summary>
    private const int TilesPerItem = 2;

    /// <summary>Products are added one after another this far; deeper ones in rounds.</summary>
    private const int LongestRound = 256;

    public static KernelCall Emit(MatMulStep step, TileSet tiles)
    {
        int rank = step.CShape.Rank;
        Dim rows = step.CShape[-2];
        int columns = step.CShape[-1].Value;
        Dim depth = step.TransposeA ? step.AShape[-2] : step.AShape[-1];
        Dim batch = new Shape(step.CShape.Take(rank - 2)).Size;
        int vectors = columns > 16 ? 2 : 1;
        TileHeights heights = new(rows.IsConstant ? rows.Value : null, vectors, tallest =>
            rows.Value % (tallest * TilesPerItem) == 0 ? tallest * TilesPerItem : rows.Value % tallest == 0 ? tallest : null);
        int block = heights.Tallest * TilesPerItem;

        // A transposed: its rows are the depth, so a step in depth is a whole row of it.
        long aStep = step.TransposeA ? step.AShape[-1].Value : 1;
        long rowStep = step.TransposeA ? 1 : step.AShape[-1].Value;
        TileLoop[] loops = Loops(depth, aStep, columns);

        // Where the last panel has one vector, a narrower tile takes it.
        Tile TileOf(int height, int width) => new(
            Enumerable.Range(0, height).Select(r => (int)(r * rowStep)).ToArray(), width,
            loops.Length, columns, false) { SumsByRound = loops.Length > 1, IsWhole = Tile.Divides(1, columns) };

        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, "a", "b", "c");
        EpilogueLoop.Declare(w, step.Epilogue, 3);
        w.Line("int n = launch.N;");
        w.Line($"int rows = {Literals.Int(rows)};");
        w.Line($"int blocks = (rows + {block - 1}) / {block};");
        w.Line($"int panels = ({columns} + ({vectors} * V.Width) - 1) / ({vectors} * V.Width);");
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line(batch.IsOne ? "const int batch = 0;" : "int batch = item / (panels * blocks);");
            w.Line("int rest = item - (batch * panels * blocks);");
            w.Line("int panel = rest / blocks;");
            w.Line($"int first = (rest - (panel * blocks)) * {block};");
            w.Line($"int last = Math.Min(first + {block}, rows);");
            w.Line($"int column = panel * {vectors} * V.Width;");
            w.Line($"int left = {columns} - column;");
            string aAt = step.TransposeA ? "row" : $"((nint)row * {rowStep})";
            string aBatch = batch.IsOne ? "" : $"((nint)batch * ({Literals.Int(rows)}) * ({Literals.Int(depth)})) + ";
            string bBatch = batch.IsOne ? "" : $"((nint)batch * ({Literals.Int(depth)}) * {columns}) + ";
            string CAt(string row) => (batch.IsOne ? "" : $"((nint)batch * ({Literals.Int(rows)}) * {columns}) + ") + $"((nint){row} * {columns}) + column";

            void Cover(int width) => heights.Cover(w, "row", "first", "last", height =>
                w.Line(tiles.Call(TileOf(height, width), loops, $"Unsafe.Add(ref a, {aBatch}{aAt})", $"Unsafe.Add(ref b, {bBatch}column)",
                    $"Unsafe.Add(ref c, {CAt("row")})")));

            if (vectors == 2 && columns % 32 is > 0 and <= 16)
            {
                using (w.Block("if (left <= V.Width)"))
                {
                    Cover(1);
                }

                using (w.Block("else"))
                {
                    Cover(2);
                }
            }
            else
            {
                Cover(vectors);
            }

            if (!EpilogueLoop.IsNone(step.Epilogue))
            {
                w.Line($"int width = Math.Min(left, {vectors} * V.Width);");
                using (w.Block("for (int r = first; r < last; r++)"))
                {
                    w.Line($"nint at = {CAt("r")};");
                    EpilogueLoop.Apply(w, step.Epilogue, step.CShape, "c", "column", "width");
                }
            }
        }

        string items = $"{(batch.IsOne ? "" : $"{Literals.Int(batch)} * ")}((({Literals.Int(rows)}) + {block - 1}) / {block})"
            + $" * (({columns} + ({vectors} * V.Width) - 1) / ({vectors} * V.Width))";
        long cost = 2 * block * Math.Min(columns, 32) * depth.Constant * (depth.IsConstant ? 1 : 32) / 16;
        return new KernelCall("Product", $"{step.AShape}{(step.TransposeA ? " transposed" : "")} x {step.BShape}", w.ToString(), items, cost,
            [Addresses.Of(step.A), Addresses.Of(step.B), Addresses.Of(step.C), .. EpilogueLoop.Addresses(step.Epilogue)]);
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
}
