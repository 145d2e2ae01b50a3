using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// The loops of a reduction. Work items are kept positions; what is reduced runs inside one item in a fixed order. Where the innermost
/// dimension is kept, an item is one vector of it; where it is reduced, the lanes are added at the end. Long sums are added up in blocks,
/// so that rounding errors grow with the number of blocks and the length of one rather than with the product.
/// </summary>
internal sealed class ReduceEmitter(CodeWriter w, ReduceLaunch step, LoopOperands operands, IReadOnlyList<LoopDim> dims)
{
    /// <summary>Terms added one after another before their sum joins the total.</summary>
    private const int BlockLength = 32;

    private readonly LoopDim _inner = dims[dims.Count - 1];

    /// <summary>The innermost long loop of a sum, if any; that over the batch may be long.</summary>
    private readonly LoopDim? _blocked = step.Results.Any(r => r.Kind == ReduceKind.Sum)
        ? dims.LastOrDefault(d => d.Reduced && !(d.Size.IsConstant && d.Size.Value <= 2 * BlockLength))
        : null;

    /// <summary>Writes the body; the number of work items as an expression.</summary>
    public string Emit()
    {
        List<int> keptOuter = [.. Enumerable.Range(0, dims.Count - 1).Where(k => !dims[k].Reduced)];
        List<int> reducedOuter = [.. Enumerable.Range(0, dims.Count - 1).Where(k => dims[k].Reduced)];
        string rows = Literals.Int(keptOuter.Aggregate((Dim)1, (a, k) => a * dims[k].Size));
        string size = Literals.Int(_inner.Size);
        string vectors = $"(({size} + V.Width - 1) / V.Width)";
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            if (_inner.Reduced)
            {
                Decode(keptOuter, "item");
            }
            else
            {
                w.Line($"int row = item / {vectors};");
                w.Line($"int i = (item - (row * {vectors})) * V.Width;");
                Decode(keptOuter, "row");
            }

            w.Line($"nint to = {Target(keptOuter)};");
            Declare("sum");
            Nest(reducedOuter, 0, size, "sum");
            Finish(size);
        }

        return _inner.Reduced ? rows : $"{Factor(rows)} * {vectors}";
    }

    private static string Factor(string text) => text == "1" ? "1" : text;

    private static string Start(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => "V.Zero",
        ReduceKind.Max => "V.Broadcast(float.NegativeInfinity)",
        _ => "V.Broadcast(float.PositiveInfinity)",
    };

    private void Decode(List<int> kept, string flat)
    {
        string rest = flat;
        for (int at = kept.Count - 1; at >= 0; at--)
        {
            int k = kept[at];
            if (at == 0)
            {
                w.Line($"int i{k} = {rest};");
                continue;
            }

            w.Line($"int rest{k} = {rest} / {Literals.Int(dims[k].Size)};");
            w.Line($"int i{k} = {rest} - (rest{k} * ({Literals.Int(dims[k].Size)}));");
            rest = $"rest{k}";
        }
    }

    private string Target(List<int> kept)
    {
        int last = _inner.Strides.Length - 1;
        IEnumerable<string> terms = kept.Select(k => $"((nint)i{k} * {Literals.Int(dims[k].Strides[last])})");
        string offset = string.Join(" + ", terms);
        return offset.Length == 0 ? "0" : offset;
    }

    private void Nest(List<int> reduced, int level, string size, string into)
    {
        if (level < reduced.Count)
        {
            int k = reduced[level];
            Loop(dims[k], $"i{k}", "1", into, inside => Nest(reduced, level + 1, size, inside));
            return;
        }

        List<LoopDim> outer = [.. dims.Take(dims.Count - 1)];
        for (int o = 0; o < step.Operands.Count; o++)
        {
            if (step.Operands[o].Random is null)
            {
                w.Line($"nint x{o}At = {LoopOperands.Offset(outer, o)};");
            }
        }

        operands.LoadRepeated(w, _inner, flat: false);
        if (_inner.Reduced)
        {
            Loop(_inner, "i", "V.Width", into, inside => Accumulate(size, masked: true, inside));
        }
        else
        {
            Accumulate(size, masked: false, into);
        }
    }

    /// <summary>A reduced loop whose body adds to the accumulators of the given name; each block of a long one has its own.</summary>
    private void Loop(LoopDim dim, string index, string stride, string into, Action<string> body)
    {
        string size = Literals.Int(dim.Size);
        string advance = stride == "1" ? $"{index}++" : $"{index} += {stride}";
        if (!ReferenceEquals(dim, _blocked))
        {
            using (w.Block($"for (int {index} = 0; {index} < {size}; {advance})"))
            {
                body(into);
            }

            return;
        }

        string length = stride == "1" ? $"{BlockLength}" : $"({BlockLength} * {stride})";
        using (w.Block($"for (int block = 0; block < {size}; block += {length})"))
        {
            w.Line($"int blockEnd = Math.Min(block + {length}, {size});");
            Declare("part");
            using (w.Block($"for (int {index} = block; {index} < blockEnd; {advance})"))
            {
                body("part");
            }

            for (int r = 0; r < step.Results.Count; r++)
            {
                Combine(r, $"part{r}", into);
            }
        }
    }

    private void Declare(string accumulator)
    {
        for (int r = 0; r < step.Results.Count; r++)
        {
            w.Line($"V {accumulator}{r} = {Start(step.Results[r].Kind)};");
        }
    }

    private void Combine(int r, string value, string into)
    {
        ReduceKind kind = step.Results[r].Kind;
        w.Line(kind == ReduceKind.Sum ? $"{into}{r} += {value};" : $"{into}{r} = V.{kind}({value}, {into}{r});");
    }

    private void Accumulate(string size, bool masked, string into)
    {
        operands.LoadMoving(w, _inner, "i", Linear());
        IReadOnlyList<string> texts = new ExprEmitter(w, operands.Name).Emit([.. step.Results.Select(r => r.Result.Body)]);
        for (int r = 0; r < texts.Count; r++)
        {
            ReduceKind kind = step.Results[r].Kind;
            string value = $"value{r}";
            w.Line($"V {value} = {ExprEmitter.Unwrapped(texts[r])};");
            if (masked)
            {
                w.Line($"{value} = First({value}, {size} - i, {Start(kind)});");
            }

            Combine(r, value, into);
        }
    }

    /// <summary>The element's number in row-major order, for random operands; never "i" alone, which would mean a flat loop.</summary>
    private string Linear()
    {
        Dim stride = _inner.Size;
        List<string> terms = ["i"];
        for (int k = dims.Count - 2; k >= 0; k--)
        {
            terms.Insert(0, $"(i{k} * {Literals.Int(stride)})");
            stride *= dims[k].Size;
        }

        return terms.Count == 1 ? "0 + i" : string.Join(" + ", terms);
    }

    private void Finish(string size)
    {
        for (int r = 0; r < step.Results.Count; r++)
        {
            if (_inner.Reduced)
            {
                string lanes = step.Results[r].Kind switch { ReduceKind.Sum => "Sum", ReduceKind.Max => "MaxLane", _ => "MinLane" };
                w.Line($"Unsafe.Add(ref y{r}, to) = sum{r}.{lanes}();");
            }
            else
            {
                LoopOperands.Store(w, $"sum{r}", $"Unsafe.Add(ref y{r}, to + i)", $"{size} - i");
            }
        }
    }
}
