using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>Which launches of a model have no kernel yet.</summary>
internal static class GpuSteps
{
    /// <summary>Why the model can't run on a GPU, in one sentence that names the first layer in the way; null where it can.</summary>
    public static string? Missing(string model, ModelPrograms programs)
    {
        foreach (Launch step in programs.Gpu!.Units.SelectMany(u => u.Programs).SelectMany(p => p.Launches))
        {
            if (GpuKernels.Lack(step) is { } lack)
            {
                LayerRow? row = programs.Training.Rows.FirstOrDefault(r => r.Layer.Path == step.Layer);
                return $"{model} can't run on a GPU yet: {row?.Layer.Title ?? step.Layer} needs {lack}; use Device.Cpu().";
            }
        }

        return null;
    }
}
