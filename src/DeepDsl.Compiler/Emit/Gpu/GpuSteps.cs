using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>The launches of each step, and which steps have none yet.</summary>
internal static class GpuSteps
{
    public static IReadOnlyList<GpuCall> Of(Step step) => step switch
    {
        MapStep s => [GpuLoopEmitter.Map(s.Shape, s.Operands, s.Results)],
        ReduceStep s => [GpuReduceEmitter.Emit(s)],
        CopyStep s => [GpuLoopEmitter.Copy(s)],
        MatMulStep s => [.. GpuMatMulEmitter.Emit(s)],
        GatherStep s => [GpuTableEmitter.Gather(s)],
        ScatterAddStep s => [GpuTableEmitter.ScatterAdd(s)],
        _ => throw new InvalidOperationException($"No GPU kernel for {step}; see {nameof(Missing)}."),
    };

    /// <summary>Why the model can't run on a GPU, in one sentence that names the first layer in the way; null where it can.</summary>
    public static string? Missing(string model, ModelPrograms programs)
    {
        foreach (Step step in programs.TrainingUnit.Programs.Concat(programs.InferenceUnit.Programs).SelectMany(p => p.Steps))
        {
            if (Lack(step) is { } lack)
            {
                LayerRow? row = programs.Training.Rows.FirstOrDefault(r => r.Layer.Path == step.Layer);
                return $"{model} can't run on a GPU yet: {row?.Layer.Title ?? step.Layer} needs {lack}; use Device.Cpu().";
            }
        }

        return null;
    }

    private static string? Lack(Step step) => step switch
    {
        ConvStep or ConvWeightStep => "a convolution, which has no GPU kernel",
        PoolStep or PoolGradientStep => "a pooling window, which has no GPU kernel",
        _ => Of(step).OfType<GpuKernel>().Select(k => k.Arguments.Count).Where(n => n > GpuKernel.MostArguments)
            .Select(n => $"a kernel of {n} arguments, and ILGPU takes at most {GpuKernel.MostArguments}").FirstOrDefault(),
    };
}
