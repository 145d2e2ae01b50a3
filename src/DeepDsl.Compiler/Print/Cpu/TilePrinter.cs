using System.Globalization;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>A register tile as a C# method. Straight-line code with named locals is what the JIT keeps in registers.</summary>
internal sealed class TilePrinter(Tile tile)
{
    public static void Print(CodeWriter w, Tile tile) => new TilePrinter(tile).Print(w);

    private void Print(CodeWriter w)
    {
        string loops = string.Concat(Enumerable.Range(0, tile.Loops).Select(i => $", nint k{i}, nint aStep{i}, nint bStep{i}"));
        string columns = tile.IsWhole ? "" : ", int columns";
        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (w.Block($"internal static void {tile.Name}(ref float a, ref float b, ref float c{columns}{loops})"))
        {
            Declare(w, "c");
            Loop(w, 0);
            Store(w);
        }
    }

    private static string C(int row, int vector) => Accumulator("c", row, vector);

    private static string Accumulator(string name, int row, int vector) =>
        $"{name}{row.ToString(CultureInfo.InvariantCulture)}_{vector.ToString(CultureInfo.InvariantCulture)}";

    private void Declare(CodeWriter w, string name)
    {
        for (int v = 0; v < tile.Vectors; v++)
        {
            for (int r = 0; r < tile.Rows.Count; r += 8)
            {
                IEnumerable<int> rows = Enumerable.Range(r, Math.Min(8, tile.Rows.Count - r));
                w.Line("V " + string.Join(", ", rows.Select(row => $"{Accumulator(name, row, v)} = V.Zero")) + ";");
            }
        }
    }

    private void Loop(CodeWriter w, int level)
    {
        using (w.Block($"for (nint i{level} = k{level}; i{level} > 0; i{level}--)"))
        {
            bool sums = tile.SumsByRound && level == 0;
            if (sums)
            {
                Declare(w, "part");
            }

            if (level == tile.Loops - 1)
            {
                Multiply(w);
            }
            else
            {
                Loop(w, level + 1);
            }

            if (sums)
            {
                Elementwise(w, (r, v) => $"{C(r, v)} += {Accumulator("part", r, v)};");
            }

            w.Line($"a = ref Unsafe.Add(ref a, aStep{level});");
            w.Line($"b = ref Unsafe.Add(ref b, bStep{level});");
        }
    }

    private void Multiply(CodeWriter w)
    {
        string name = tile.SumsByRound ? "part" : "c";
        if (tile.Rows.Count == 1)
        {
            // Each vector of B is read for one product alone, which takes it from memory: as a variable it would take a register.
            w.Line($"V x = V.Broadcast(Unsafe.Add(ref a, {tile.Rows[0]}));");
            if (tile.Ahead > 0)
            {
                w.Packed(Enumerable.Range(0, tile.Vectors).Select(v => $"CacheLine.Fetch(ref Unsafe.Add(ref b, {tile.Ahead + (v * Tile.WidestVector)}));"));
            }

            w.Packed(Enumerable.Range(0, tile.Vectors).Select(v =>
                $"{Accumulator(name, 0, v)} = V.MultiplyAdd(x, {Load(v)}, {Accumulator(name, 0, v)});"));
            return;
        }

        for (int v = 0; v < tile.Vectors; v++)
        {
            w.Line($"V b{v} = {Load(v)};");
        }

        w.Line("V x;");
        for (int r = 0; r < tile.Rows.Count; r++)
        {
            IEnumerable<(int Vector, string Sum)> sums = Enumerable.Range(0, tile.Vectors).Select(v => (v, Accumulator(name, r, v)));
            string products = string.Concat(sums.Select(s => $" {s.Sum} = V.MultiplyAdd(x, b{s.Vector}, {s.Sum});"));
            w.Line($"x = V.Broadcast(Unsafe.Add(ref a, {tile.Rows[r]}));{products}");
        }
    }

    private static string Load(int vector) => vector == 0 ? "V.Load(ref b)" : $"V.Load(ref Unsafe.Add(ref b, {Columns(vector)}))";

    private void Store(CodeWriter w)
    {
        if (tile.Accumulate)
        {
            Elementwise(w, (r, v) => $"{C(r, v)} += V.Load(ref {Place("c", r, v)});");
        }

        if (tile.IsWhole)
        {
            Elementwise(w, (r, v) => $"{C(r, v)}.Store(ref {Place("c", r, v)});");
            return;
        }

        using (w.Block($"if (columns >= {Columns(tile.Vectors)})"))
        {
            Elementwise(w, (r, v) => $"{C(r, v)}.Store(ref {Place("c", r, v)});");
            w.Line("return;");
        }

        for (int v = 0; v < tile.Vectors; v++)
        {
            w.Line($"int left{v} = Math.Clamp(columns{(v == 0 ? "" : $" - {Columns(v)}")}, 0, V.Width);");
        }

        Elementwise(w, (r, v) => $"{C(r, v)}.StorePartial(ref {Place("c", r, v)}, left{v});");
    }

    /// <summary>A statement for each vector of the tile, as many to a line as it takes.</summary>
    private void Elementwise(CodeWriter w, Func<int, int, string> text) =>
        w.Packed(Enumerable.Range(0, tile.Rows.Count).SelectMany(r => Enumerable.Range(0, tile.Vectors).Select(v => text(r, v))));

    private string Place(string name, int row, int vector)
    {
        string vectors = vector == 0 ? "" : Columns(vector);
        string rows = row == 0 ? "" : (row * tile.CStride).ToString(CultureInfo.InvariantCulture);
        string offset = rows.Length > 0 && vectors.Length > 0 ? $"{rows} + {vectors}" : rows + vectors;
        return offset.Length == 0 ? name : $"Unsafe.Add(ref {name}, {offset})";
    }

    private static string Columns(int vectors) => vectors == 1 ? "V.Width" : $"({vectors.ToString(CultureInfo.InvariantCulture)} * V.Width)";
}
