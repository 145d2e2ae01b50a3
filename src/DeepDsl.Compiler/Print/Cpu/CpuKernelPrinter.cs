using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>A kernel as a C# method for vectors of any width.</summary>
internal sealed class CpuKernelPrinter : KernelPrinter
{
    private const int MostOnALine = 5;

    private readonly CodeWriter _w;

    private CpuKernelPrinter(CodeWriter w)
        : base(w) => _w = w;

    public static void Print(CodeWriter w, string name, Kernel kernel)
    {
        if (kernel.Comment.Length > 0)
        {
            w.Line($"// {kernel.Comment}");
        }

        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (w.Block($"private static void {name}(in Launch launch, int begin, int end, int worker)"))
        {
            CpuKernelPrinter printer = new(w);
            printer.Operands(kernel);
            printer.Body(kernel.Body);
        }
    }

    private void Operands(Kernel kernel)
    {
        (KernelOperand Operand, int Number)[] floats = [.. kernel.Operands.Select((o, i) => (o, i)).Where(p => !p.o.IsTable)];
        for (int i = 0; i < floats.Length; i += MostOnALine)
        {
            _w.Line($"ref float {string.Join(", ", floats.Skip(i).Take(MostOnALine).Select(p => $"{p.Operand.Name} = ref launch[{p.Number}]"))};");
        }

        foreach ((KernelOperand operand, int number) in kernel.Operands.Select((o, i) => (o, i)).Where(p => p.o.IsTable))
        {
            _w.Line($"ref int {operand.Name} = ref Unsafe.As<float, int>(ref launch[{number}]);");
        }

        foreach (RandomKey key in kernel.Keys)
        {
            _w.Line($"uint {key.Name} = launch.Key({key.Stream.ToString(CultureInfo.InvariantCulture)});");
        }

        if (kernel.ReadsBatch)
        {
            _w.Line("int n = launch.N;");
        }

        _w.Lines(SizePrinter.Variables(kernel.Symbols, "launch.Symbols"));
    }

    protected override void PrintOwn(Statement statement)
    {
        switch (statement)
        {
            case LetView s:
                _w.Line($"ref float {s.Name} = {ViewPrinter.Reference(s.Place)};");
                break;
            case LetScratch s:
                _w.Line($"ref float {s.Name} = ref launch.Scratch(worker);");
                break;
            case Compute s:
                Compute(s);
                break;
            case StoreVector s:
                _w.Line($"Put({Vector(s.Value)}, {ViewPrinter.Reference(s.Target)}, {IndexPrinter.Int(s.Left)});");
                break;
            case StoreLanes s:
                string lanes = s.Kind switch { ReduceKind.Sum => "Sum", ReduceKind.Max => "MaxLane", _ => "MinLane" };
                _w.Line($"{ViewPrinter.Element(s.Target)} = {s.Vector}.{lanes}();");
                break;
            case StoreSums s:
                _w.Line($"V.StoreSums({string.Join(", ", s.Vectors)}, {ViewPrinter.Reference(s.Target)});");
                break;
            case CopyElement s:
                _w.Line($"{ViewPrinter.Element(s.Target)} = {ViewPrinter.Element(s.Source)};");
                break;
            case Clear s:
                _w.Line($"MemoryMarshal.CreateSpan({ViewPrinter.Reference(s.Target)}, {IndexPrinter.Int(s.Count)}).Clear();");
                break;
            case Cover s:
                Cover(s);
                break;
            case CallTile s:
                _w.Line($"{TilesEmitter.ClassName}<V>.{s.Tile.Name}({ViewPrinter.Reference(s.A)}, {ViewPrinter.Reference(s.B)}, {ViewPrinter.Reference(s.C)}"
                    + $"{(s.Tile.IsWhole ? "" : $", {IndexPrinter.Int(s.Left)}")}{Loops(s.Loops)});");
                break;
            case CopyImage s:
                CopyImage(s);
                break;
            case SortEdges s:
                _w.Line($"EdgeOrder.Find(in launch, {ViewPrinter.Reference(s.Edges)}, {ViewPrinter.Reference(s.Order)}, {IndexPrinter.Int(s.Count)}, "
                    + $"{IndexPrinter.Int(s.Nodes)}, {(int)s.End});");
                break;
            case RunFourier s:
                Fourier(s);
                break;
            case RunAttention s:
                AttentionPrinter.Cpu(_w, s);
                break;
            default:
                throw new InvalidOperationException($"No text for {statement}.");
        }
    }

    protected override string IndexType(VariableIndex variable) => variable.IsWide ? "nint" : "int";

    protected override string Value(VariableIndex variable, IndexExpr value) => variable.IsWide ? IndexPrinter.Place(value) : IndexPrinter.Int(value);

    protected override string Int(IndexExpr value) => IndexPrinter.Int(value);

    protected override string IntOperand(IndexExpr value) => IndexPrinter.IntOperand(value);

    private void Fourier(RunFourier s)
    {
        FourierForm form = s.Form;
        List<string> members =
        [
            $"Rows = {IndexPrinter.Int(s.Rows)}", $"Count = {IndexPrinter.Int(form.Count)}", $"Channels = {IndexPrinter.Int(s.Channels)}",
            $"Ends = {Literals.Float(form.Ends)}", $"Inner = {Literals.Float(form.Inner)}",
        ];
        if (form.Around > 0)
        {
            members.Add($"Around = {IndexPrinter.Int(form.Around)}");
        }

        _w.Line($"FourierTransform<V>.{(form.IsBackward ? "Backward" : "Forward")}(new FourierSizes {{ {string.Join(", ", members)} }},");
        using (_w.Indented())
        {
            _w.Line($"{ViewPrinter.Reference(s.X)}, {ViewPrinter.Reference(s.Y)}, ref launch.Scratch(worker), begin, end);");
        }
    }

    private void Cover(Cover s)
    {
        string registers = s.Registers switch { Registers.Wide => "V.Width >= 16 && ", Registers.Narrow => "V.Width < 16 && ", _ => "" };
        string more = s.Completes == 0
            ? $"{IndexPrinter.Int(s.Variable + s.Step)} <= {IndexPrinter.IntOperand(s.To)}"
            : $"{IndexPrinter.IntOperand(s.To - s.Variable)} % {s.Completes.ToString(CultureInfo.InvariantCulture)} != 0";
        using (_w.Block($"for (; {registers}{more}; {s.Variable.Name} += {s.Step.ToString(CultureInfo.InvariantCulture)})"))
        {
            Body(s.Body);
        }
    }

    private void Compute(Compute s)
    {
        if (!s.Declares && s.Definitions.Count == 1 && s.Definitions[0] is { Body: BinaryExpr { Op: BinaryOp.Add, Left: ArgExpr target, Right: var added } } sum
            && s.Operands[target.Index] is VectorName name && name.Name == sum.Name)
        {
            string text = new VectorExprWriter(_w, i => Vector(s.Operands[i])).Emit([added])[0];
            _w.Line($"{sum.Name} += {ExprWriter.Unwrapped(text)};");
            return;
        }

        VectorExprWriter writer = new(_w, i => Vector(s.Operands[i]), s.Parts);
        IReadOnlyList<string> texts = writer.Emit([.. s.Definitions.Select(d => d.Body)]);
        for (int i = 0; i < texts.Count; i++)
        {
            _w.Line($"{(s.Declares ? "V " : "")}{s.Definitions[i].Name} = {ExprWriter.Unwrapped(texts[i])};");
        }
    }

    private string Vector(VectorExpr e) => e switch
    {
        VectorName n => n.Name,
        ConstantVector { Value: 0 } => "V.Zero",
        ConstantVector c => $"V.Broadcast({Literals.Float(c.Value)})",
        LoadVector { Type: Ir.ElementType.Int32 } l => $"V.LoadInt({ViewPrinter.Reference(l.Source)})",
        LoadVector l => $"V.Load({ViewPrinter.Reference(l.Source)})",
        BroadcastVector { Type: Ir.ElementType.Int32 } b => $"V.Broadcast(Unsafe.As<float, int>({ViewPrinter.Reference(b.Source)}))",
        BroadcastVector b => $"V.Broadcast({ViewPrinter.Element(b.Source)})",
        CountVector c => $"V.Broadcast((float){IndexPrinter.IntOperand(c.Count)})",
        DrawVector d => $"V.{d.Kind}({d.Key}, (uint)({IndexPrinter.Int(d.Place)}))",
        FirstLanes f => $"First({Vector(f.Value)}, {IndexPrinter.Int(f.Left)}, {Vector(f.Others)})",
        AppliedVector a => ExprWriter.Unwrapped(new VectorExprWriter(_w, i => Vector(a.Operands[i])).Emit([a.Body])[0]),
        _ => throw new InvalidOperationException($"No text for {e}."),
    };

    /// <summary>Of each loop its trips, and how far A and B move on after one; the loop inside has moved on by its own.</summary>
    private static string Loops(EquatableArray<TileLoop> loops) => string.Concat(loops.Select((loop, i) =>
    {
        TileLoop? inner = i + 1 < loops.Count ? loops[i + 1] : null;
        Dim trips = inner?.Count ?? 0;
        return $", {IndexPrinter.Int(loop.Count)}, {IndexPrinter.Int(loop.AStep - (trips * (inner?.AStep ?? 0)))}, "
            + IndexPrinter.Int(loop.BStep - (trips * (inner?.BStep ?? 0)));
    }));

    private void CopyImage(CopyImage s)
    {
        ImageCopy i = s.Image;
        string sizes = string.Join(", ", IndexPrinter.Int(i.Depth), IndexPrinter.Int(i.Height), IndexPrinter.Int(i.Width), i.Channels);
        string part = string.Join(", ", IndexPrinter.Int(i.FirstSlice), IndexPrinter.Int(i.Slices), IndexPrinter.Int(i.FirstRow), IndexPrinter.Int(i.Rows));
        string columns = string.Join(", ", i.FirstColumn, IndexPrinter.Int(i.Columns), i.SpreadDepth, i.SpreadHeight, i.SpreadWidth);
        _w.Line($"PaddedCopy.Run({ViewPrinter.Reference(s.Source)}, {ViewPrinter.Reference(s.Target)}, {sizes}, {part}, {columns});");
    }
}
