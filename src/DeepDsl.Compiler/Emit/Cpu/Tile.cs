using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Nodes;
using DeepDsl.Compiler.Schedule;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>One loop around a tile's inner loop: taps of a window, rows of an image.</summary>
/// <param name="Count">Trip count as text: a constant, or "k" for the argument.</param>
internal sealed record TileLoop(string Count, long AStep, long BStep);

/// <summary>
/// A register tile: C[r, j] = sum over the loops of A[Rows[r] + steps] * B[steps + j] for a few rows and one or two vectors of columns.
/// Products, convolutions and both their gradients are this one form with other steps, all known at compile time; the accumulators are
/// named locals, so the JIT keeps them in registers.
/// </summary>
/// <param name="Rows">Where each row of the tile reads A, in floats.</param>
/// <param name="Vectors">Width of the tile in vectors.</param>
/// <param name="Loops">Outermost first; the last is the inner loop.</param>
/// <param name="CStride">From one row of C to the next.</param>
/// <param name="Accumulate">Adds to what C holds.</param>
internal sealed record Tile(
    EquatableArray<int> Rows, int Vectors, EquatableArray<TileLoop> Loops, long CStride, bool Accumulate, Epilogue Epilogue, Shape Shape)
{
    /// <summary>
    /// Each round of the outermost loop is added up on its own before it joins the total, so that the rounding errors of a deep product
    /// do not grow with its whole depth.
    /// </summary>
    public bool SumsByRound { get; init; }

    /// <summary>Parameters after (a, b, c, columns).</summary>
    public string Parameters
    {
        get
        {
            string k = Loops.Any(l => l.Count == "k") ? ", int k" : "";
            IEnumerable<string> epilogue = Epilogue.Operands.Select((o, i) => o.Random is null ? $", ref float e{i}" : $", uint key{i}");
            return k + string.Concat(epilogue) + (Epilogue.Operands.Any(o => o.Random is not null) ? ", uint index" : "");
        }
    }

    public string Name => $"Tile{Rows.Count}x{Vectors}";

    public string Body()
    {
        CodeWriter w = new();
        Declare(w, "c");
        Loop(w, 0);
        Store(w);
        return w.ToString();
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
        TileLoop loop = Loops[level];
        bool inner = level == Loops.Count - 1;
        using (w.Block($"for (nint i{level} = {loop.Count}; i{level} > 0; i{level}--)"))
        {
            if (inner)
            {
                Multiply(w);
                w.Line($"a = ref Unsafe.Add(ref a, {loop.AStep});");
                w.Line($"b = ref Unsafe.Add(ref b, {loop.BStep});");
                return;
            }

            bool sums = SumsByRound && level == 0;
            if (sums)
            {
                Declare(w, "part");
            }

            Loop(w, level + 1);
            if (sums)
            {
                Rowwise(w, (r, v) => $"{C(r, v)} += {Accumulator("part", r, v)};");
            }

            // The loop inside has moved on by its trips; go to the next round from where it began.
            TileLoop next = Loops[level + 1];
            w.Line($"a = ref Unsafe.Add(ref a, {loop.AStep} - ({Count(next)} * {next.AStep}));");
            w.Line($"b = ref Unsafe.Add(ref b, {loop.BStep} - ({Count(next)} * {next.BStep}));");
        }

        static string Count(TileLoop loop) => loop.Count == "k" ? "(nint)k" : loop.Count;
    }

    private void Multiply(CodeWriter w)
    {
        for (int v = 0; v < Vectors; v++)
        {
            w.Line(v == 0 ? "V b0 = V.Load(ref b);" : $"V b{v} = V.Load(ref Unsafe.Add(ref b, {v} * V.Width));");
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
        bool plain = Epilogue.Body is ArgExpr { Index: 0 } && !Accumulate;
        for (int r = 0; r < Rows.Count; r++)
        {
            for (int v = 0; v < Vectors; v++)
            {
                if (Accumulate)
                {
                    if (v == 0)
                    {
                        w.Line(string.Join(" ", Enumerable.Range(0, Vectors).Select(i => $"{C(r, i)} += V.Load(ref {Place("c", r, i)});")));
                    }
                }
                else if (!plain)
                {
                    Apply(w, r, v);
                }
            }
        }

        using (w.Block($"if (columns >= {Vectors} * V.Width)"))
        {
            Rowwise(w, (r, v) => $"{C(r, v)}.Store(ref {Place("c", r, v)});");
            w.Line("return;");
        }

        for (int v = 0; v < Vectors; v++)
        {
            w.Line($"int left{v} = Math.Clamp(columns - ({v} * V.Width), 0, V.Width);");
        }

        Rowwise(w, (r, v) => $"{C(r, v)}.StorePartial(ref {Place("c", r, v)}, left{v});");
    }

    private void Rowwise(CodeWriter w, Func<int, int, string> text)
    {
        for (int r = 0; r < Rows.Count; r++)
        {
            w.Line(string.Join(" ", Enumerable.Range(0, Vectors).Select(v => text(r, v))));
        }
    }

    /// <summary>Equal for tiles with equal text.</summary>
    public string Key => string.Join(",", Rows) + $"/{Vectors}/{string.Join(",", Loops)}/{CStride}/{Accumulate}/{SumsByRound}/"
        + $"{Epilogue.Body}/" + string.Join(",", Epilogue.Operands.Select(o =>
            $"{o.Shape.Size.IsOne} {o.Shape == Shape} {o.Random?.Kind} {o.Value?.Type}"));

    private string Place(string name, int row, int vector)
    {
        string vectors = vector == 0 ? "" : $"{vector} * V.Width";
        string rows = row == 0 ? "" : (row * CStride).ToString(CultureInfo.InvariantCulture);
        string offset = rows.Length > 0 && vectors.Length > 0 ? $"{rows} + ({vectors})" : rows + vectors;
        return offset.Length == 0 ? name : $"Unsafe.Add(ref {name}, {offset})";
    }

    private void Apply(CodeWriter w, int r, int v)
    {
        string Operand(int argument)
        {
            if (argument == 0)
            {
                return C(r, v);
            }

            LoopOperand operand = Epilogue.Operands[argument - 1];
            string name = $"e{argument - 1}";
            if (operand.Random is { } random)
            {
                string kind = random.Kind == RandomKind.Uniform ? "Uniform" : "Normal";
                return $"V.{kind}(key{argument - 1}, index + (uint)({r * CStride} + ({v} * V.Width)))";
            }

            string load = operand.Value!.Type == ElementType.Int32 ? "LoadInt" : "Load";
            return operand.Shape.Size.IsOne ? $"V.Broadcast({name})"
                : operand.Shape == Shape ? $"V.{load}(ref {Place(name, r, v)})"
                : $"V.{load}(ref {Place(name, 0, v)})";
        }

        // One element's variables must not meet the next one's.
        string text = new ExprEmitter(w, Operand, $"t{r}_{v}_").Emit([Epilogue.Body])[0];
        w.Line($"{C(r, v)} = {ExprEmitter.Unwrapped(text)};");
    }
}
