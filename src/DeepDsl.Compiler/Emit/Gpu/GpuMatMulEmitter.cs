using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>Matrix products by the hand-written kernel; an epilogue is a map over the product in place.</summary>
internal static class GpuMatMulEmitter
{
    public static IEnumerable<GpuCall> Emit(MatMulLaunch step)
    {
        Dim rows = step.CShape[-2];
        Dim columns = step.CShape[-1];
        Dim depth = step.TransposeA ? step.AShape[-2] : step.AShape[-1];
        Dim batch = new Shape(step.CShape.Take(step.CShape.Rank - 2)).Size;
        string distances = batch.IsOne ? "" : $", {Literals.Int(batch)}, {Literals.Int(rows * depth)}, {Literals.Int(depth * columns)}";
        string transposed = (step.TransposeA ? ", transposeA: true" : "") + (step.TransposeB ? ", transposeB: true" : "");
        yield return new GpuLibraryCall($"f.MatMul({GpuViews.Of(step.A)}, {GpuViews.Of(step.B)}, {GpuViews.Of(step.C)}, "
            + $"{Literals.Int(rows)}, {Literals.Int(columns)}, {Literals.Int(depth)}{distances}{transposed});");
        if (step.Epilogue.Body is not ArgExpr { Index: 0 })
        {
            LoopOperand product = new(step.C, step.CShape);
            yield return GpuLoopEmitter.Map(
                step.CShape, [product, .. step.Epilogue.Operands], [new LoopResult(step.Epilogue.Body, step.C)]);
        }
    }
}
