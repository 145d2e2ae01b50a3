using System.Globalization;
using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>
/// The GPU programs of a model as a file of its own beside the CPU's, since they use names of ILGPU. Kernels are static methods for one
/// thread; each stands once, whichever layers use it.
/// </summary>
internal sealed class GpuEmitter
{
    private readonly KernelSet _kernels = new();
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
        if (!spec.Gpu || GpuSteps.Missing(spec.Name, model) is not null)
        {
            return null;
        }

        GpuEmitter emitter = new();
        List<string> names = [.. emitter.Unit(model.TrainingUnit, training: true), .. emitter.Unit(model.InferenceUnit, training: false)];
        return emitter.File(spec.Name, ProgramsEmitter.NamespaceOf(spec), w =>
        {
            using (w.Block("internal static readonly GpuPrograms Programs = new GpuPrograms", ";"))
            {
                w.Lines(names.Select(name => $"{name} = {name},"));
            }

            w.Line();
        });
    }

    /// <summary>A file of programs that belong to no model.</summary>
    public static string Emit(string space, IEnumerable<Program> programs)
    {
        GpuEmitter emitter = new();
        foreach (Program program in programs)
        {
            emitter.Write(program, program.Name);
        }

        return emitter.File(space, space, _ => { });
    }

    private string File(string title, string space, Action<CodeWriter> first)
    {
        CodeWriter w = new();
        FilePrologue.Write(w, [$"{title} on a GPU: kernels are compiled by ILGPU at their first launch."]);
        w.Line("#nullable disable");
        w.Line("#pragma warning disable");
        w.Line();
        using (w.Block($"namespace {space}"))
        {
            w.Line("using global::DeepDsl.CompilerServices;");
            w.Line("using global::ILGPU;");
            w.Line();
            w.Line("/// <summary>The programs on a GPU.</summary>");
            using (w.Block("internal static class Gpu"))
            {
                first(w);
                w.Line(_programs.ToString().Trim());
                Kernels(w);
            }
        }

        return w.ToString();
    }

    /// <summary>Writes the programs of a unit; their names.</summary>
    private IEnumerable<string> Unit(ProgramUnit unit, bool training)
    {
        foreach (Program program in unit.Programs)
        {
            if (program.Name == "BackwardInput" && unit.InputGradients.All(g => g is null))
            {
                continue;
            }

            string name = CpuEmitter.Method(program.Name, training);
            Write(program, name);
            yield return name;
        }
    }

    private void Write(Program program, string name)
    {
        _programs.Line();
        using (_programs.Block($"private static void {name}(GpuFrame f)"))
        {
            _programs.Line("int n = f.N;");
            foreach (Launch step in program.Launches)
            {
                Write(step);
            }
        }
    }

    private void Write(Launch step)
    {
        GpuLaunch call = GpuKernels.Of(step);
        IEnumerable<string> keys = call.Kernel.Keys.Select(k => $"f.Key({k.Stream.ToString(CultureInfo.InvariantCulture)})");
        _programs.Line($"// {step.Layer}: {string.Join(", ", step.Reads.Distinct())} -> {string.Join(", ", step.Writes)}");
        _programs.Line($"f.Launch({_kernels.Of(call.Kernel)}, {Grid(call.Grid)}, {string.Join(", ", [.. call.Operands.Select(GpuViews.Of), .. keys, "n"])});");
    }

    private static string Grid(GpuGrid grid) => grid switch
    {
        ThreadGrid g => $"f.Flat({IndexPrinter.Gpu(g.Items)})",
        GroupGrid g => $"f.Groups({IndexPrinter.Gpu(g.Groups)})",
        TileGrid g => $"f.Tiles({IndexPrinter.Gpu(g.Rows)}, {IndexPrinter.Gpu(g.Columns)}, {IndexPrinter.Gpu(g.Batch)})",
        _ => throw new InvalidOperationException($"No text for {grid}."),
    };

    private void Kernels(CodeWriter w)
    {
        foreach ((string name, Kernel kernel) in _kernels.All)
        {
            w.Line();
            GpuKernelPrinter.Print(w, name, kernel);
        }
    }
}
