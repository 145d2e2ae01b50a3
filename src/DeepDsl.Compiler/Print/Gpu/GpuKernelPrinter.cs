using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>A kernel as a C# method for one thread, which ILGPU compiles.</summary>
internal sealed partial class GpuKernelPrinter : KernelPrinter
{
    private readonly CodeWriter _w;
    private int _computed;

    private readonly string _name;
    private readonly Kernel _kernel;

    private GpuKernelPrinter(CodeWriter w, string name, Kernel kernel)
        : base(w) => (_w, _name, _kernel) = (w, name, kernel);

    /// <summary>What an epilogue may read beside the operands: those of the kernel that the product itself does not.</summary>
    private string EpilogueType => _name + "Epilogue";

    public static void Print(CodeWriter w, string name, Kernel kernel) => new GpuKernelPrinter(w, name, kernel).Print();

    private void Print()
    {
        if (_kernel.Comment.Length > 0)
        {
            _w.Line($"// {_kernel.Comment}");
        }

        IEnumerable<string> keys = _kernel.Keys.Select(k => $"GpuKey {k.Name}At");
        using (_w.Block($"private static void {_name}({string.Join(", ", [.. Parts, .. Operands(_ => true), .. keys, .. Sizes])})"))
        {
            if (!_kernel.Body.OfType<RunProduct>().Any())
            {
                _w.Line($"int {IndexPrinter.GroupX} = Grid.IdxX;");
            }

            _w.Lines(_kernel.Keys.Select(k => $"uint {k.Name} = {k.Name}At.Value;"));
            _w.Lines(SizePrinter.Variables(_kernel.Symbols, "symbols"));
            Body(_kernel.Body);
        }

        foreach (RunProduct run in _kernel.Body.OfType<RunProduct>().Where(r => !r.Result.IsAsIs))
        {
            Epilogue(run);
        }
    }

    /// <summary>What calls set: the batch, and the dimensions that a model leaves open.</summary>
    private IEnumerable<string> Sizes => _kernel.Symbols.Count == 0 ? ["int n"] : ["int n", "SymbolValues symbols"];

    /// <summary>Where the parts of a product are kept until all are there.</summary>
    private IEnumerable<string> Parts => _kernel.Body.OfType<RunProduct>().Any(r => r.SharesDepth) ? ["ArrayView<float> kept", "ArrayView<int> arrived"] : [];

    private IEnumerable<string> Operands(Func<KernelOperand, bool> which) => _kernel.Operands.Where(which).Select(o => $"{ViewType(o)} {o.Name}");

    private void Epilogue(RunProduct run)
    {
        ProductResult result = run.Result;
        bool IsRead(KernelOperand o) => o.Name != run.A.Operand && o.Name != run.B.Operand && o.Name != result.Operand;
        _w.Line();
        using (_w.Block($"private readonly struct {EpilogueType}({string.Join(", ", [.. Operands(IsRead), .. _kernel.Keys.Select(k => $"uint {k.Name}"), .. Sizes])}) : IEpilogue"))
        {
            using (_w.Block($"public float Of(float {ProductResult.Element.Name}, int {ProductResult.At.Name}, int {ProductResult.Column.Name})"))
            {
                _w.Lines(SizePrinter.Variables(_kernel.Symbols, "symbols"));

                // Arguments are variables first, so that each is read once whatever the expression.
                VectorExpr[] variables =
                [
                    result.Arguments[0], .. result.Arguments.Skip(1).Select((_, i) => new VectorName("v" + i.ToString(CultureInfo.InvariantCulture))),
                ];
                _w.Lines(result.Arguments.Skip(1).Select((argument, i) => $"float v{i.ToString(CultureInfo.InvariantCulture)} = {Scalar(argument)};"));
                Compute(new Compute(new Definition[] { new("result", result.Body) }, variables));
                _w.Line("return result;");
            }
        }
    }

    private string EpilogueValue(RunProduct run)
    {
        IEnumerable<string> read = _kernel.Operands.Select(o => o.Name).Where(o => o != run.A.Operand && o != run.B.Operand && o != run.Result.Operand);
        return $"new {EpilogueType}({string.Join(", ", [.. read, .. _kernel.Keys.Select(k => k.Name), "n", .. _kernel.Symbols.Count > 0 ? ["symbols"] : Array.Empty<string>()])})";
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
            case RunProduct s:
                ProductPrinter.Print(_w, s, s.Result.IsAsIs ? "AsIs" : EpilogueType, s.Result.IsAsIs ? "default" : EpilogueValue(s));
                break;
            case RunAttention s:
                AttentionPrinter.Gpu(_w, s);
                break;
            case CombineThreads s:
                _w.Line($"{s.Variable} = GpuGroup.{s.Kind}({s.Variable}, {s.Columns.ToString(CultureInfo.InvariantCulture)});");
                break;
            case AwaitGroup:
                _w.Line("Group.Barrier();");
                break;
            case RunSideBySide s:
                foreach (KernelPart part in s.Parts)
                {
                    Part(part);
                }

                break;
            case CombineLanes s:
                _w.Line($"{s.Variable} = GpuLanes.{s.Kind}({s.Variable}, {s.Lanes.ToString(CultureInfo.InvariantCulture)});");
                break;
            case GpuStatement s:
                Print(s);
                break;
            default:
                throw new InvalidOperationException($"No text for {statement}.");
        }
    }

    protected override string IndexType(VariableIndex variable) => "int";

    protected override string Value(VariableIndex variable, IndexExpr value) => IndexPrinter.Gpu(value);

    protected override string Int(IndexExpr value) => IndexPrinter.Gpu(value);

    protected override string IntOperand(IndexExpr value) => IndexPrinter.GpuOperand(value);

    private static string ViewType(KernelOperand operand) => $"ArrayView<{(operand.Type == ElementType.Int32 ? "int" : "float")}>";

    /// <summary>A kernel whose groups are the next; those behind them count on from zero.</summary>
    private void Part(KernelPart part)
    {
        string groups = part.Prefix + "Groups";
        _w.Line($"int {groups} = {IndexPrinter.Gpu(part.Groups)};");
        using (_w.Block($"if ((uint){IndexPrinter.GroupX} < (uint){groups})"))
        {
            _w.Lines(part.Kernel.Operands.Select(o => $"{ViewType(o)} {o.Name} = {part.Prefix}{o.Name};"));
            _w.Lines(part.Kernel.Keys.Select(k => $"uint {k.Name} = {part.Prefix}{k.Name};"));
            Body(part.Kernel.Body);
        }

        _w.Line($"{IndexPrinter.GroupX} -= {groups};");
    }

    private void Compute(Compute s)
    {
        // Names of their own for each statement's parts, since another may stand in a loop behind it.
        string prefix = _computed == 0 ? "t" : $"t{_computed.ToString(CultureInfo.InvariantCulture)}_";
        _computed++;
        GpuExprWriter writer = new(_w, i => Scalar(s.Operands[i]), prefix);
        IReadOnlyList<string> texts = writer.Emit([.. s.Definitions.Select(d => d.Body)]);
        for (int i = 0; i < texts.Count; i++)
        {
            _w.Line($"{(s.Declares ? "float " : "")}{s.Definitions[i].Name} = {ExprWriter.Unwrapped(texts[i])};");
        }
    }

    private string Scalar(VectorExpr e) => e switch
    {
        QuadElement q => $"{q.Quad}.{"XYZW"[q.Number]}",
        LoadInside l => Where(l.Conditions, ViewPrinter.GpuElement(l.Source), "0f"),
        OneOfFour o => OneOf(o),
        VectorName n => n.Name,
        ConstantVector c => Literals.Float(c.Value),
        LoadVector l => Load(l.Source, l.Type),
        BroadcastVector b => Load(b.Source, b.Type),
        CountVector c => $"(float){IndexPrinter.GpuOperand(c.Count)}",
        DrawVector d => $"GpuMath.{d.Kind}({d.Key}, (uint){IndexPrinter.GpuOperand(d.Place)})",
        _ => throw new InvalidOperationException($"No text for {e}."),
    };

    /// <summary>An int becomes a float.</summary>
    private static string Load(View source, ElementType type) => (type == ElementType.Int32 ? "(float)" : "") + ViewPrinter.GpuElement(source);
}
