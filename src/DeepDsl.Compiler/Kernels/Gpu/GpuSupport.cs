using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Which launches of a model have no kernel yet.</summary>
internal static class GpuSupport
{
    /// <summary>Why the model can't run on a GPU, in one sentence that names the first layer in the way; null where it can predict.</summary>
    public static string? Missing(string model, ModelPrograms programs) =>
        First(programs, programs.Gpu!.Inference) is { } lack ? $"{model} can't run on a GPU yet: {lack}; use Device.Cpu()." : null;

    /// <summary>Why one that can predict can't be trained there; null where it can.</summary>
    public static string? MissingInTraining(string model, ModelPrograms programs) =>
        First(programs, programs.Gpu!.Training) is { } lack ? $"{model} can't be trained on a GPU yet: {lack}; use Device.Cpu()." : null;

    private static string? First(ModelPrograms programs, ProgramUnit unit)
    {
        foreach (Launch step in unit.Programs.SelectMany(p => p.Launches))
        {
            if (GpuKernels.Lack(step) is { } lack)
            {
                LayerRow? row = programs.Training.Rows.FirstOrDefault(r => r.Layer.Path == step.Layer);
                return $"{row?.Layer.Title ?? step.Layer} needs {lack}";
            }
        }

        return null;
    }
}
