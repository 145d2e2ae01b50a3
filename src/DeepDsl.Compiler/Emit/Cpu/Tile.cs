using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// A register tile: C[r, j] = sum over the loops of A[Rows[r] + steps] * B[steps + j] for a few rows and one or two vectors of columns.
/// Products, convolutions and both their gradients are this one form with other steps. The accumulators are named locals, so the JIT
/// keeps them in registers; offsets of rows are constants, which cost nothing in an address. The loops' counts and steps are arguments:
/// they cost nothing either, and layers of other sizes share the tile.
/// </summary>
/// <param name="Rows">Where each row of the tile reads A, in floats.</param>
/// <param name="Vectors">Width of the tile in vectors.</param>
/// <param name="Loops">Their number, one inside the other.</param>
/// <param name="CStride">From one row of C to the next.</param>
/// <param name="Accumulate">Adds to what C holds.</param>
public sealed record Tile(EquatableArray<int> Rows, int Vectors, int Loops, long CStride, bool Accumulate)
{
    private const int WidestVector = 16;

    /// <summary>
    /// Each round of the outermost loop is added up on its own before it joins the total, so that the rounding errors of a deep product
    /// do not grow with its whole depth.
    /// </summary>
    public bool SumsByRound { get; init; }

    /// <summary>C has all columns of the tile at every register width, so that there is nothing to ask and nothing to cut.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether tiles that start at every multiple of their width are whole.</summary>
    public static bool Divides(int vectors, int columns) => columns % (vectors * WidestVector) == 0;

    /// <summary>The same for equal tiles alone, in whichever model they are.</summary>
    public string Name
    {
        get
        {
            int step = Rows.Count > 1 ? Rows[1] : 0;
            bool even = Rows.Select((row, i) => row == i * step).All(fits => fits);
            string rows = even ? step.ToString(CultureInfo.InvariantCulture) : string.Join("_", Rows);
            return $"{(Accumulate ? "Add" : SumsByRound ? "Rounds" : "Set")}{Rows.Count}x{Vectors}_{rows}_{CStride}_{Loops}{(IsWhole ? "" : "_Cut")}";
        }
    }

    /// <summary>The whole method.</summary>
    public void Emit(CodeWriter w)
    {
        string loops = string.Concat(Enumerable.Range(0, Loops).Select(i => $", nint k{i}, nint aStep{i}, nint bStep{i}"));
        string columns = IsWhole ? "" : ", int columns";
        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (w.Block($"internal static void {Name}(ref float a, ref float b, ref float c{columns}{loops})"))
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
        for (int v = 0; v < Vectors; v++)
        {
            for (int r = 0; r < Rows.Count; r += 8)
            {
                IEnumerable<int> rows = Enumerable.Range(r, Math.Min(8, Rows.Count - r));
                w.Line("V " + string.Join(", ", rows.Select(row => $"{Accumulator(name, row, v)} = V.Zero")) + ";");
            }
        }
    }

    private void Loop(CodeWriter w, int level)
    {
        using (w.Block($"for (nint i{level} = k{level}; i{level} > 0; i{level}--)"))
        {
            bool sums = SumsByRound && level == 0;
            if (sums)
            {
                Declare(w, "part");
            }

            if (level == Loops - 1)
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
        for (int v = 0; v < Vectors; v++)
        {
            w.Line(v == 0 ? "V b0 = V.Load(ref b);" : $"V b{v} = V.Load(ref Unsafe.Add(ref b, {Columns(v)}));");
        }

        w.Line("V x;");
        string name = SumsByRound ? "part" : "c";
        for (int r = 0; r < Rows.Count; r++)
        {
            IEnumerable<(int Vector, string Sum)> sums = Enumerable.Range(0, Vectors).Select(v => (v, Accumulator(name, r, v)));
            string products = string.Concat(sums.Select(s => $" {s.Sum} = V.MultiplyAdd(x, b{s.Vector}, {s.Sum});"));
            w.Line($"x = V.Broadcast(Unsafe.Add(ref a, {Rows[r]}));{products}");
        }
    }

    private void Store(CodeWriter w)
    {
        if (Accumulate)
        {
            Elementwise(w, (r, v) => $"{C(r, v)} += V.Load(ref {Place("c", r, v)});");
        }

        if (IsWhole)
        {
            Elementwise(w, (r, v) => $"{C(r, v)}.Store(ref {Place("c", r, v)});");
            return;
        }

        using (w.Block($"if (columns >= {Columns(Vectors)})"))
        {
            Elementwise(w, (r, v) => $"{C(r, v)}.Store(ref {Place("c", r, v)});");
            w.Line("return;");
        }

        for (int v = 0; v < Vectors; v++)
        {
            w.Line($"int left{v} = Math.Clamp(columns{(v == 0 ? "" : $" - {Columns(v)}")}, 0, V.Width);");
        }

        Elementwise(w, (r, v) => $"{C(r, v)}.StorePartial(ref {Place("c", r, v)}, left{v});");
    }

    /// <summary>A statement for each vector of the tile, as many to a line as it takes.</summary>
    private void Elementwise(CodeWriter w, Func<int, int, string> text) =>
        w.Packed(Enumerable.Range(0, Rows.Count).SelectMany(r => Enumerable.Range(0, Vectors).Select(v => text(r, v))));

    private string Place(string name, int row, int vector)
    {
        string vectors = vector == 0 ? "" : Columns(vector);
        string rows = row == 0 ? "" : (row * CStride).ToString(CultureInfo.InvariantCulture);
        string offset = rows.Length > 0 && vectors.Length > 0 ? $"{rows} + {vectors}" : rows + vectors;
        return offset.Length == 0 ? name : $"Unsafe.Add(ref {name}, {offset})";
    }

    private static string Columns(int vectors) => vectors == 1 ? "V.Width" : $"({vectors.ToString(CultureInfo.InvariantCulture)} * V.Width)";
}
