using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>Maps and copies: a thread for each element.</summary>
internal static class GpuLoopEmitter
{
    public static GpuKernel Map(Shape shape, IReadOnlyList<LoopOperand> operands, IReadOnlyList<LoopResult> results)
    {
        KernelArguments arguments = new();
        GpuOperands loaded = new(operands, arguments);
        List<string> targets = [.. results.Select(r => arguments.Write(r.Target))];
        List<LoopDim> dims = LoopDims.Collapse(shape, [], [.. operands.Select(o => LoopDims.Broadcast(o.Shape, shape))]);
        CodeWriter w = new();
        if (loaded.NeedIndices(shape))
        {
            GpuOperands.Decode(w, dims);
        }

        loaded.Load(w, shape, dims, "i");
        IReadOnlyList<string> texts = new GpuExprEmitter(w, o => $"v{o}").Emit([.. results.Select(r => r.Body)]);
        for (int r = 0; r < results.Count; r++)
        {
            w.Line($"{targets[r]}[i] = {ExprWriter.Unwrapped(texts[r])};");
        }

        return new GpuKernel("Map", string.Join("; ", results.Select(r => r.Body)), arguments, w.ToString(), Literals.Int(shape.Size));
    }

    public static GpuKernel Copy(CopyLaunch step)
    {
        KernelArguments arguments = new();
        string source = arguments.Read(step.Source);
        string target = arguments.Write(step.Target);

        // Axes stay apart, since reversed ones count backwards.
        List<LoopDim> dims = [.. step.Shape.Select((d, axis) =>
            new LoopDim(d, step.ReversedAxes.Contains(axis), [step.SourceStrides[axis], step.TargetStrides[axis]]))
            .Where(d => !d.Size.IsOne)];
        CodeWriter w = new();
        GpuOperands.Decode(w, dims);
        IEnumerable<string> from = dims.Select((d, k) =>
            GpuOperands.Term(d.Reduced ? $"({Literals.Int(d.Size)} - 1 - i{k})" : $"i{k}", d.Strides[0]));
        w.Line($"{target}[{Sum(step.TargetStart, dims.Select((d, k) => GpuOperands.Term($"i{k}", d.Strides[1])))}] = "
            + $"{source}[{Sum(step.SourceStart, from)}];");
        return new GpuKernel("Copy", "", arguments, w.ToString(), Literals.Int(step.Shape.Size));
    }

    private static string Sum(long start, IEnumerable<string> terms)
    {
        string sum = string.Join(" + ", terms);
        return sum.Length == 0 ? $"{start}" : start == 0 ? sum : $"{start} + {sum}";
    }
}
