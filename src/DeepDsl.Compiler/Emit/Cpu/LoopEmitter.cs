using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Kernels of maps, reductions and copies: loop nests whose innermost loop runs over vectors.</summary>
internal static class LoopEmitter
{
    /// <summary>Elements of a contiguous map that make one work item.</summary>
    private const int Block = 4096;

    public static KernelCall Map(MapLaunch step)
    {
        int results = step.Results.Count;
        List<Dim[]> strides = [.. step.Operands.Select(o => LoopDims.Broadcast(o.Shape, step.Shape)),
            .. step.Results.Select(_ => LoopDims.Broadcast(step.Shape, step.Shape))];
        List<LoopDim> dims = LoopDims.Collapse(step.Shape, [], strides);
        LoopDim inner = dims[dims.Count - 1];
        LoopOperands operands = new(step.Operands);
        CodeWriter w = new();
        operands.Declare(w, results);

        bool flat = dims.Count == 1;
        if (flat)
        {
            w.Line("int n = launch.N;");
            w.Line($"int limit = (int)Math.Min({Literals.Int(inner.Size, "(long)n")}, (long)end * {Block});");
            operands.LoadRepeated(w, inner, flat: true);
            using (w.Block($"for (int i = begin * {Block}; i < limit; i += V.Width)"))
            {
                MapBody(w, step, operands, inner, "i", "limit - i", "i");
            }
        }
        else
        {
            using (w.Block("for (int row = begin; row < end; row++)"))
            {
                operands.Offsets(w, dims.Take(dims.Count - 1).ToList(), "row");
                for (int r = 0; r < results; r++)
                {
                    w.Line($"nint y{r}At = (nint)row * {inner.Size.Value};");
                }

                operands.LoadRepeated(w, inner, flat: false);
                using (w.Block($"for (int i = 0; i < {inner.Size.Value}; i += V.Width)"))
                {
                    MapBody(w, step, operands, inner, "i", $"{inner.Size.Value} - i", $"(row * {inner.Size.Value}) + i");
                }
            }
        }

        string items = flat ? $"({Literals.Int(inner.Size)} + {Block - 1}) / {Block}"
            : Literals.Int(dims.Take(dims.Count - 1).Aggregate((Dim)1, (a, d) => a * d.Size));
        long cost = (flat ? Math.Min(Block, inner.Size.Estimate * 8) : inner.Size.Estimate) * (2 + (step.Operands.Count / 2));
        return new KernelCall("Map", Comment(step.Results.Select(r => r.Body)), w.ToString(), items, cost,
            [.. operands.Stored.Select(Addresses.Of), .. step.Results.Select(r => Addresses.Of(r.Target))]);
    }

    private static void MapBody(CodeWriter w, MapLaunch step, LoopOperands operands, LoopDim inner, string i, string left, string linear)
    {
        operands.LoadMoving(w, inner, i, linear);
        IReadOnlyList<string> texts = new ExprEmitter(w, operands.Name).Emit([.. step.Results.Select(r => r.Body)]);
        for (int r = 0; r < texts.Count; r++)
        {
            w.Line($"V result{r} = {ExprEmitter.Unwrapped(texts[r])};");
        }

        for (int r = 0; r < texts.Count; r++)
        {
            string at = left.StartsWith("limit", StringComparison.Ordinal) ? i : $"y{r}At + {i}";
            LoopOperands.Store(w, $"result{r}", $"Unsafe.Add(ref y{r}, {at})", left);
        }
    }

    public static KernelCall Reduce(ReduceLaunch step)
    {
        Shape shape = step.Shape;
        Shape kept = new(shape.Select((d, axis) => step.Axes.Contains(axis) ? 1 : d));
        List<Dim[]> strides = [.. step.Operands.Select(o => LoopDims.Broadcast(o.Shape, shape)), LoopDims.Broadcast(kept, shape)];
        List<LoopDim> dims = LoopDims.Collapse(shape, step.Axes, strides);
        LoopOperands operands = new(step.Operands);
        CodeWriter w = new();
        operands.Declare(w, step.Results.Count);

        w.Line("int n = launch.N;");
        string items = new ReduceEmitter(w, step, operands, dims).Emit();
        long perItem = shape.Size.Estimate / Math.Max(1, kept.Size.Estimate) * 4;
        return new KernelCall("Reduce", Comment(step.Results.Select(r => r.Result.Body)), w.ToString(), items, perItem,
            [.. operands.Stored.Select(Addresses.Of), .. step.Results.Select(r => Addresses.Of(r.Result.Target))]);
    }

    public static KernelCall Copy(CopyLaunch step)
    {
        List<LoopDim> dims = LoopDims.Collapse(step.Shape, [], [[.. step.SourceStrides], [.. step.TargetStrides]]);
        if (step.ReversedAxes.Count > 0)
        {
            // Reversed axes count backwards, which no merged loop can.
            dims = [.. step.Shape.Select((d, axis) => new LoopDim(d, step.ReversedAxes.Contains(axis), [step.SourceStrides[axis], step.TargetStrides[axis]]))
                .Where(d => !d.Size.IsOne)];
        }

        LoopDim inner = dims[dims.Count - 1];
        List<LoopDim> outer = [.. dims.Take(dims.Count - 1)];
        CodeWriter w = new();
        w.Line($"ref float x = ref Unsafe.Add(ref launch[0], {step.SourceStart});");
        w.Line($"ref float y = ref Unsafe.Add(ref launch[1], {step.TargetStart});");
        w.Line("int n = launch.N;");
        using (w.Block("for (int row = begin; row < end; row++)"))
        {
            LoopOperands.Decode(w, outer, "row");
            w.Line($"nint from = {Offset(outer, 0)};");
            w.Line($"nint to = {Offset(outer, 1)};");
            string size = Literals.Int(inner.Size);
            bool contiguous = inner.Strides.All(s => s.IsOne) && !inner.Reduced;
            if (contiguous)
            {
                using (w.Block($"for (int i = 0; i < {size}; i += V.Width)"))
                {
                    w.Line("V value = V.Load(ref Unsafe.Add(ref x, from + i));");
                    LoopOperands.Store(w, "value", "Unsafe.Add(ref y, to + i)", $"{size} - i");
                }
            }
            else
            {
                string back = inner.Reduced ? $"({size} - 1 - i)" : "i";
                using (w.Block($"for (int i = 0; i < {size}; i++)"))
                {
                    w.Line($"Unsafe.Add(ref y, to + ((nint)i * {Literals.Int(inner.Strides[1])})) = "
                        + $"Unsafe.Add(ref x, from + ((nint){back} * {Literals.Int(inner.Strides[0])}));");
                }
            }
        }

        Dim items = outer.Aggregate((Dim)1, (a, d) => a * d.Size);
        return new KernelCall("Copy", "", w.ToString(), Literals.Int(items), inner.Size.Estimate * 2, [Addresses.Of(step.Source), Addresses.Of(step.Target)]);

        static string Offset(List<LoopDim> outer, int operand)
        {
            IEnumerable<string> terms = outer.Select((d, k) => operand == 0 && d.Reduced
                ? $"((nint)({Literals.Int(d.Size)} - 1 - i{k}) * {Literals.Int(d.Strides[operand])})"
                : $"((nint)i{k} * {Literals.Int(d.Strides[operand])})");
            return outer.Count == 0 ? "0" : string.Join(" + ", terms);
        }
    }

    private static string Comment(IEnumerable<Expr> bodies) => string.Join("; ", bodies.Select(b => b.ToString()));
}
