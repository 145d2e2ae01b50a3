using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>A kernel as a C# method for one thread, which ILGPU compiles.</summary>
internal sealed class GpuKernelPrinter : KernelPrinter
{
    private readonly CodeWriter _w;

    private GpuKernelPrinter(CodeWriter w)
        : base(w) => _w = w;

    public static void Print(CodeWriter w, string name, Kernel kernel)
    {
        if (kernel.Comment.Length > 0)
        {
            w.Line($"// {kernel.Comment}");
        }

        IEnumerable<string> operands = kernel.Operands.Select(o => $"ArrayView<{(o.Type == ElementType.Int32 ? "int" : "float")}> {o.Name}");
        IEnumerable<string> keys = kernel.Keys.Select(k => $"GpuKey {k.Name}At");
        using (w.Block($"private static void {name}({string.Join(", ", [.. operands, .. keys, "int n"])})"))
        {
            w.Lines(kernel.Keys.Select(k => $"uint {k.Name} = {k.Name}At.Value;"));
            new GpuKernelPrinter(w).Body(kernel.Body);
        }
    }

    protected override void PrintOwn(Statement statement)
    {
        switch (statement)
        {
            case Compute s:
                Compute(s);
                break;
            case StoreElement s:
                _w.Line($"{ViewPrinter.GpuElement(s.Target)} = {Scalar(s.Value)};");
                break;
            case CopyElement s:
                _w.Line($"{ViewPrinter.GpuElement(s.Target)} = {ViewPrinter.GpuElement(s.Source)};");
                break;
            case LetShared s:
                _w.Line($"ArrayView<Float4> {Quads(s.Name)} = SharedMemory.Allocate<Float4>({s.Quads.ToString(CultureInfo.InvariantCulture)});");
                _w.Line($"ArrayView<float> {s.Name} = {Quads(s.Name)}.Cast<float>();");
                break;
            case Barrier:
                _w.Line("Group.Barrier();");
                break;
            case LetQuad s:
                _w.Line($"Float4 {s.Name} = {Quads(s.Shared)}[{IndexPrinter.Gpu(s.Unit)}];");
                break;
            case LetAccumulators s:
                _w.Lines(Enumerable.Range(0, s.Rows).Select(row =>
                    $"float {string.Join(", ", Enumerable.Range(0, s.Columns).Select(column => $"{LetAccumulators.Of(s.Name, row, column)} = 0f"))};"));
                break;
            case AccumulateProducts s:
                _w.Packed(Products(s));
                break;
            case CombineThreads s:
                _w.Line($"{s.Variable} = GpuGroup.{s.Kind}({s.Variable}, {s.Columns.ToString(CultureInfo.InvariantCulture)});");
                break;
            default:
                throw new InvalidOperationException($"No text for {statement}.");
        }
    }

    protected override string IndexType(VariableIndex variable) => "int";

    protected override string Value(VariableIndex variable, IndexExpr value) => IndexPrinter.Gpu(value);

    protected override string Int(IndexExpr value) => IndexPrinter.Gpu(value);

    protected override string IntOperand(IndexExpr value) => IndexPrinter.GpuOperand(value);

    /// <summary>A group's memory as units of four.</summary>
    private static string Quads(string shared) => shared + "Quads";

    private IEnumerable<string> Products(AccumulateProducts s)
    {
        for (int row = 0; row < s.Rows.Count; row++)
        {
            for (int column = 0; column < s.Columns.Count; column++)
            {
                string sum = LetAccumulators.Of(s.Accumulators, row, column);
                yield return $"{sum} = GpuMath.MultiplyAdd({Scalar(s.Rows[row])}, {Scalar(s.Columns[column])}, {sum});";
            }
        }
    }

    private void Compute(Compute s)
    {
        GpuExprWriter writer = new(_w, i => Scalar(s.Operands[i]));
        IReadOnlyList<string> texts = writer.Emit([.. s.Definitions.Select(d => d.Body)]);
        for (int i = 0; i < texts.Count; i++)
        {
            _w.Line($"{(s.Declares ? "float " : "")}{s.Definitions[i].Name} = {ExprWriter.Unwrapped(texts[i])};");
        }
    }

    private string Scalar(VectorExpr e) => e switch
    {
        VectorName n => n.Name,
        ConstantVector c => Literals.Float(c.Value),
        LoadVector l => Load(l.Source, l.Type),
        BroadcastVector b => Load(b.Source, b.Type),
        CountVector c => $"(float){IndexPrinter.GpuOperand(c.Count)}",
        DrawVector d => $"GpuMath.{d.Kind}({d.Key}, (uint){IndexPrinter.GpuOperand(d.Place)})",
        LoadWhere { Conditions.Count: 0 } l => ViewPrinter.GpuElement(l.Source),
        LoadWhere l => $"{string.Join(" && ", l.Conditions.Select(Text))} ? {ViewPrinter.GpuElement(l.Source)} : 0f",
        PickVector p => Pick(p),
        QuadVector q => $"{q.Quad}.{"XYZW"[q.Number]}",
        _ => throw new InvalidOperationException($"No text for {e}."),
    };

    /// <summary>An int becomes a float.</summary>
    private static string Load(View source, ElementType type) => (type == ElementType.Int32 ? "(float)" : "") + ViewPrinter.GpuElement(source);

    private string Pick(PickVector p)
    {
        string number = IndexPrinter.GpuOperand(p.Number);
        string[] values = [.. p.Values.Select(Scalar)];
        return $"{number} < 2 ? ({number} < 1 ? {values[0]} : {values[1]}) : ({number} < 3 ? {values[2]} : {values[3]})";
    }
}
