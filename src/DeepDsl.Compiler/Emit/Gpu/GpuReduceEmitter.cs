using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>
/// Reductions. That of a stored value over neighbouring axes is a hand-written kernel; one with an expression of its own has a thread for
/// each kept position, which goes through what is reduced in order.
/// </summary>
internal static class GpuReduceEmitter
{
    public static GpuCall Emit(ReduceLaunch step)
    {
        List<LoopDim> dims = Loops(step);
        return Plain(step, dims) ?? (GpuCall)Kernel(step, dims);
    }

    private static List<LoopDim> Loops(ReduceLaunch step) =>
        LoopDims.Collapse(step.Shape, step.Axes, [.. step.Operands.Select(o => LoopDims.Broadcast(o.Shape, step.Shape))]);

    private static GpuLibraryCall? Plain(ReduceLaunch step, List<LoopDim> dims)
    {
        bool isStored = step.Operands.Count == 1 && step.Operands[0] is { Random: null, Buffer.Type: ElementType.Float32 } only
            && only.Shape.Size == step.Shape.Size && step.Results.Count == 1 && step.Results[0].Result.Body is ArgExpr;
        int reduced = dims.FindIndex(d => d.Reduced);
        if (!isStored || reduced > 1 || dims.Count(d => d.Reduced) != 1)
        {
            return null;
        }

        string outer = reduced == 1 ? Literals.Int(dims[0].Size) : "1";
        string inner = reduced + 1 < dims.Count ? Literals.Int(dims[reduced + 1].Size) : "1";
        (ReduceKind kind, LoopResult result) = step.Results[0];
        return new GpuLibraryCall($"f.{kind}({GpuViews.Of(step.Operands[0].Buffer!)}, {GpuViews.Of(result.Target)}, "
            + $"{outer}, {Literals.Int(dims[reduced].Size)}, {inner});");
    }

    private static GpuKernel Kernel(ReduceLaunch step, List<LoopDim> dims)
    {
        KernelArguments arguments = new();
        GpuOperands operands = new(step.Operands, arguments);
        List<string> targets = [.. step.Results.Select(r => arguments.Write(r.Result.Target))];
        CodeWriter w = new();
        GpuOperands.Decode(w, dims, [.. Enumerable.Range(0, dims.Count).Where(k => !dims[k].Reduced)]);
        for (int r = 0; r < targets.Count; r++)
        {
            w.Line($"float sum{r} = {Start(step.Results[r].Kind)};");
        }

        Stack<CodeWriter.Scope> loops = new();
        for (int k = 0; k < dims.Count; k++)
        {
            if (dims[k].Reduced)
            {
                loops.Push(w.Block($"for (int i{k} = 0; i{k} < {Literals.Int(dims[k].Size)}; i{k}++)"));
            }
        }

        operands.Load(w, step.Shape, dims, Linear(dims));
        IReadOnlyList<string> texts = new GpuExprEmitter(w, o => $"v{o}").Emit([.. step.Results.Select(r => r.Result.Body)]);
        for (int r = 0; r < targets.Count; r++)
        {
            string value = ExprWriter.Unwrapped(texts[r]);
            ReduceKind kind = step.Results[r].Kind;
            w.Line(kind == ReduceKind.Sum ? $"sum{r} += {value};" : $"sum{r} = GpuMath.{kind}({value}, sum{r});");
        }

        while (loops.Count > 0)
        {
            loops.Pop().Dispose();
        }

        w.Line();
        for (int r = 0; r < targets.Count; r++)
        {
            w.Line($"{targets[r]}[i] = sum{r};");
        }

        Dim kept = dims.Where(d => !d.Reduced).Aggregate((Dim)1, (a, d) => a * d.Size);
        string comment = string.Join("; ", step.Results.Select(r => $"{r.Kind} of {r.Result.Body}"));
        return new GpuKernel("Reduce", comment, arguments, w.ToString(), Literals.Int(kept));
    }

    /// <summary>The element's number in row-major order.</summary>
    private static string Linear(List<LoopDim> dims)
    {
        Dim stride = 1;
        List<string> terms = [];
        for (int k = dims.Count - 1; k >= 0; k--)
        {
            terms.Insert(0, GpuOperands.Term($"i{k}", stride));
            stride *= dims[k].Size;
        }

        return string.Join(" + ", terms);
    }

    private static string Start(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => "0f",
        ReduceKind.Max => "float.NegativeInfinity",
        _ => "float.PositiveInfinity",
    };
}
