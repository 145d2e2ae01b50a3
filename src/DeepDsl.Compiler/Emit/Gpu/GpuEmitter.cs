using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>
/// The GPU programs of a model as a file of its own beside the CPU's, since they use names of ILGPU. Kernels are static methods for one
/// thread; each text stands once, whichever layers use it.
/// </summary>
internal sealed class GpuEmitter
{
    private readonly KernelNames<GpuKernel> _kernels = new();
    private readonly CodeWriter _programs = new();

    private GpuEmitter()
    {
    }

    /// <summary>What the definition's Gpu is: the programs of the emitted file, or why there are none.</summary>
    public static string ValueOf(ModelSpec spec, ModelPrograms model) =>
        GpuSteps.Missing(spec.Name, model) is { } reason ? $"new GpuUnsupported({Literals.Text(reason)})" : "Gpu.Programs";

    /// <summary>The text of the file; null where the model has no GPU programs.</summary>
    public static string? Emit(ModelSpec spec, ModelPrograms model)
    {
        if (model.Gpu is null || GpuSteps.Missing(spec.Name, model) is not null)
        {
            return null;
        }

        GpuEmitter emitter = new();
        List<string> names = [.. emitter.Unit(model.Gpu.Training, training: true), .. emitter.Unit(model.Gpu.Inference, training: false)];
        CodeWriter w = new();
        FilePrologue.Write(w, [$"{spec.Name} on a GPU: kernels are compiled by ILGPU at their first launch."]);
        w.Line("#nullable disable");
        w.Line("#pragma warning disable");
        w.Line();
        using (w.Block($"namespace {ProgramsEmitter.NamespaceOf(spec)}"))
        {
            w.Line("using global::DeepDsl.CompilerServices;");
            w.Line("using global::ILGPU;");
            w.Line();
            w.Line("/// <summary>The programs on a GPU.</summary>");
            using (w.Block("internal static class Gpu"))
            {
                using (w.Block("internal static readonly GpuPrograms Programs = new GpuPrograms", ";"))
                {
                    w.Line($"TrainingPlan = {ProgramsEmitter.Plan(model.Gpu.Training, 0)},");
                    w.Line($"InferencePlan = {ProgramsEmitter.Plan(model.Gpu.Inference, 0)},");
                    w.Lines(names.Select(name => $"{name} = {name},"));
                }

                w.Line();
                w.Line(emitter._programs.ToString().Trim());
                emitter.Kernels(w);
            }

            PlacesEmitter.Write(w, model.Gpu.Training, "training");
            PlacesEmitter.Write(w, model.Gpu.Inference, "inference");
        }

        return w.ToString();
    }

    /// <summary>Writes the programs of a unit; their names.</summary>
    private IEnumerable<string> Unit(ProgramUnit unit, bool training)
    {
        foreach (Program program in unit.Programs)
        {
            string name = CpuEmitter.Method(program.Name, training);
            _programs.Line();
            using (_programs.Block($"private static void {name}(GpuFrame f)"))
            {
                _programs.Line("int n = f.N;");
                foreach (ProgramItem item in program.Items)
                {
                    Launches(item as Launch ?? throw new InvalidOperationException($"No GPU code for {item}."));
                }
            }

            yield return name;
        }
    }

    private void Launches(Launch step)
    {
        _programs.Line($"// {LaunchText.Of(step)}");
        foreach (GpuCall call in GpuSteps.Of(step))
        {
            _programs.Line(call switch
            {
                GpuLibraryCall library => library.Statement,
                GpuKernel kernel => $"f.Launch({Name(kernel)}, f.Flat({kernel.Threads}), {kernel.Arguments.Passed});",
                _ => throw new InvalidOperationException($"Unknown call {call}."),
            });
        }
    }

    private string Name(GpuKernel kernel) =>
        _kernels.Of(kernel.Stem, string.Join("\n", kernel.Arguments.Parameters, kernel.Threads, kernel.Body), kernel);

    private void Kernels(CodeWriter w)
    {
        foreach ((string name, GpuKernel kernel) in _kernels.All)
        {
            w.Line();
            if (kernel.Comment.Length > 0)
            {
                w.Line($"// {kernel.Comment}");
            }

            using (w.Block($"private static void {name}({kernel.Arguments.Parameters})"))
            {
                w.Line("int i = (Grid.IdxX * Group.DimX) + Group.IdxX;");
                using (w.Block($"if (i >= {kernel.Threads})"))
                {
                    w.Line("return;");
                }

                w.Line();
                w.Line(kernel.Body.TrimEnd());
            }
        }
    }
}
