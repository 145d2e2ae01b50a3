using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>The launches of each step, and which steps have none yet.</summary>
internal static class GpuSteps
{
    public static IReadOnlyList<GpuCall> Of(Launch step) => step switch
    {
        MapLaunch s => [GpuLoopEmitter.Map(s.Shape, s.Operands, s.Results)],
        ReduceLaunch s => [GpuReduceEmitter.Emit(s)],
        CopyLaunch s => [GpuLoopEmitter.Copy(s)],
        MatMulLaunch s => [.. GpuMatMulEmitter.Emit(s)],
        GatherLaunch s => [GpuTableEmitter.Gather(s)],
        ScatterAddLaunch s => [GpuTableEmitter.ScatterAdd(s)],
        _ => throw new InvalidOperationException($"No GPU kernel for {step}; see {nameof(Missing)}."),
    };

    /// <summary>Why the model can't run on a GPU, in one sentence that names the first layer in the way; null where it can.</summary>
    public static string? Missing(string model, ModelPrograms programs)
    {
        foreach (Launch step in programs.Gpu!.Units.SelectMany(u => u.Programs).SelectMany(p => p.Launches))
        {
            if (Lack(step) is { } lack)
            {
                LayerRow? row = programs.Training.Rows.FirstOrDefault(r => r.Layer.Path == step.Layer);
                return $"{model} can't run on a GPU yet: {row?.Layer.Title ?? step.Layer} needs {lack}; use Device.Cpu().";
            }
        }

        return null;
    }

    private static string? Lack(Launch step) => step switch
    {
        ConvLaunch or ConvWeightLaunch => "a convolution, which has no GPU kernel",
        PoolLaunch or PoolGradientLaunch => "a pooling window, which has no GPU kernel",
        _ => Of(step).OfType<GpuKernel>().Select(k => k.Arguments.Count).Where(n => n > GpuKernel.MostArguments)
            .Select(n => $"a kernel of {n} arguments, and ILGPU takes at most {GpuKernel.MostArguments}").FirstOrDefault(),
    };
}
