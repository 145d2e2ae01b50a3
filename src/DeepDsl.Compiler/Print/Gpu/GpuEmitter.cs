using System.Globalization;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>
/// The GPU programs of a model as a file of its own beside the CPU's, since they use names of ILGPU. Kernels are static methods for one
/// thread; each stands once, whichever layers use it.
/// </summary>
internal sealed class GpuEmitter
{
    private readonly KernelSet _kernels = new();
    private readonly CodeWriter _programs = new();
    private string[] _symbols;
    private GradientReach? _reach;

    /// <param name="symbols">The dimensions that are set at run time.</param>
    private GpuEmitter(string[] symbols) => _symbols = symbols;

    /// <summary>The text of the file; null where the model has no GPU programs.</summary>
    public static string? Emit(ModelSpec spec, ModelPrograms model)
    {
        if (model.Gpu is null)
        {
            return null;
        }

        GpuEmitter emitter = new([.. model.Inference.Extents.All.Select(e => e.Symbol)])
        {
            _reach = new GradientReach(model.Gpu.Training, model.Parameters),
        };
        List<string> names = [.. emitter.Unit(model.Gpu.Training, training: true), .. emitter.Unit(model.Gpu.Inference, training: false)];
        List<(ProgramUnit, string)> units = [(model.Gpu.Training, "training"), (model.Gpu.Inference, "inference")];
        if (model.Gpu.Generation is { } generation)
        {
            emitter._symbols = [.. model.Generation!.Model!.Extents.All.Select(e => e.Symbol)];
            names.AddRange(emitter.Unit(generation, training: false));
            units.Add((generation, ProgramsEmitter.GenerationPlaces));
        }

        return emitter.File(spec.Name, ProgramsEmitter.NamespaceOf(spec, model), units, w =>
        {
            using (w.Block("internal static readonly GpuPrograms Programs = new GpuPrograms", ";"))
            {
                w.Line($"TrainingPlan = {ProgramsEmitter.Plan(model.Gpu.Training, 0)},");
                w.Line($"InferencePlan = {ProgramsEmitter.Plan(model.Gpu.Inference, 0)},");
                if (model.Gpu.Generation is { } steps)
                {
                    w.Line($"GenerationPlan = {ProgramsEmitter.Plan(steps, 0)},");
                }

                string[] constraints = [.. model.Parameters.Select(DeriveGraphs.ConstraintOf)];
                w.Lines(names.Except(constraints).Select(name => $"{name} = {name},"));
                if (constraints.Any(names.Contains))
                {
                    w.Line($"Constraints = new GpuProgram[] {{ {string.Join(", ", constraints.Select(c => names.Contains(c) ? c : "null"))} }},");
                }
            }

            w.Line();
        });
    }

    /// <summary>A file of programs that belong to no model.</summary>
    public static string Emit(string space, IReadOnlyList<ProgramUnit> units)
    {
        GpuEmitter emitter = new([.. SizePrinter.SymbolsOf(units.SelectMany(u => u.Programs).SelectMany(p => p.Launches))]);
        foreach (Program program in units.SelectMany(u => u.Programs))
        {
            emitter.Write(program, program.Name);
        }

        return emitter.File(space, space, [.. units.Select(u => (u, u.Name))], _ => { });
    }

    private string File(string title, string space, IReadOnlyList<(ProgramUnit Unit, string Where)> units, Action<CodeWriter> first)
    {
        CodeWriter w = new();
        FilePrologue.Write(w, [$"{title} on a GPU: kernels are compiled by ILGPU at their first launch.", .. LaunchComments.Head(_programs.ToString())]);
        w.Line("#nullable disable");
        w.Line("#pragma warning disable");
        w.Line();
        w.Line($"namespace {space};");
        w.Line();
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

        foreach ((ProgramUnit unit, string where) in units)
        {
            PlacesEmitter.Write(w, unit, where);
        }

        return w.ToString();
    }

    /// <summary>Writes the programs of a unit; their names.</summary>
    private IEnumerable<string> Unit(ProgramUnit unit, bool training)
    {
        foreach (Program program in unit.Programs)
        {
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
            _programs.Lines(SizePrinter.Variables(_symbols, "f.Symbols"));
            Write(program.Items);
        }
    }

    private void Write(IReadOnlyList<ProgramItem> items)
    {
        for (int i = 0; i < items.Count;)
        {
            string? when = _reach?.Condition(items[i]);
            using (when is null ? (IDisposable?)null : _programs.Block($"if ({when})"))
            {
                do
                {
                    Write(items[i++]);
                }
                while (i < items.Count && _reach?.Condition(items[i]) == when);
            }
        }
    }

    private void Write(ProgramItem item)
    {
        if (item is not Loop loop)
        {
            Write((Launch)item);
            return;
        }

        using (_programs.Block(LoopPrinter.Header(loop)))
        {
            Write(loop.Body);
        }
    }

    private void Write(Launch step)
    {
        _programs.Lines(LaunchComments.Lines(step));
        if (!GpuKernels.Has(step))
        {
            _programs.Line(Order(step));
            return;
        }

        GpuLaunch call = GpuKernels.Of(step);
        if (call.ByTensorCores is { } tensor)
        {
            using (_programs.Block("if (f.HasTensorCores)"))
            {
                Write(tensor);
            }

            using (_programs.Block("else"))
            {
                Write(call);
            }
        }
        else
        {
            if (call.Before is { } before)
            {
                Write(before);
            }

            Write(call);
        }
    }

    private void Write(GpuLaunch call)
    {
        IEnumerable<string> keys = call.Kernel.Keys.Select(k => $"f.Key({k.Stream.ToString(CultureInfo.InvariantCulture)})");
        string kernel = _kernels.Of(call.Kernel with { Symbols = _symbols });
        string[] sizes = _symbols.Length == 0 ? ["n"] : ["n", "f.Symbols"];
        _programs.Line($"f.Launch({kernel}, {Grid(call.Grid)}, {string.Join(", ", [.. Parts(call.Grid), .. Kept(call), .. call.Operands.Select(GpuViews.Of), .. keys, .. sizes])});");
    }

    /// <summary>A call of the runtime, which finds orders.</summary>
    private static string Order(Launch step)
    {
        (string name, IEnumerable<IndexExpr> sizes) = step switch
        {
            OrderLaunch l => ("OrderByIndex", new IndexExpr[] { l.Vectors }),
            EdgeOrderLaunch l => ("OrderByNode", [l.Sizes.Samples, l.Sizes.Edges, l.Sizes.Nodes, (int)l.End]),
            _ => throw new InvalidOperationException($"{step} finds no order."),
        };
        IEnumerable<string> views = step.Reads.Concat(step.Writes).Select(GpuViews.Of);
        return $"f.{name}({string.Join(", ", [.. views, .. sizes.Select(IndexPrinter.Gpu)])});";
    }

    private static string Grid(GpuGrid grid) => grid switch
    {
        WarpGrid g => $"f.Warps({IndexPrinter.Gpu(g.Items)})",
        ThreadGrid g => $"f.Flat({IndexPrinter.Gpu(g.Items)})",
        JoinedGrid g => $"f.Groups({string.Join(" + ", g.Grids.Select(one => $"{Grid(one)}.GridDim.X"))})",
        GroupGrid g => $"f.Groups({IndexPrinter.Gpu(g.Groups)})",
        AttentionGrid g => $"f.Attention({string.Join(", ", new[] { g.Heads, g.Queries, g.KeyHeads, g.Keys }.Select(IndexPrinter.Gpu))})",
        TileGrid g => $"f.Tiles{Tiles(g)}",
        _ => throw new InvalidOperationException($"No text for {grid}."),
    };

    /// <summary>Where a product keeps the parts of its depth until all are there.</summary>
    private static IEnumerable<string> Parts(GpuGrid grid) => grid is TileGrid { SharesDepth: true } g ? [$"f.Kept{Tiles(g)}", $"f.Arrived{Tiles(g)}"] : [];

    /// <summary>Where a launch keeps what the next one reads.</summary>
    private static IEnumerable<string> Kept(GpuLaunch call) => call.Kept is { } count ? [$"f.Kept({IndexPrinter.Gpu(count)})"] : [];

    private static string Tiles(TileGrid g) =>
        $"<{g.Tile.ThreadsType}, {g.RegistersType}>({string.Join(", ", new[] { g.Rows, g.Columns, g.Batch, g.Parts }.Select(IndexPrinter.Gpu))})";

    private void Kernels(CodeWriter w)
    {
        foreach ((string name, Kernel kernel) in _kernels.All)
        {
            w.Line();
            GpuKernelPrinter.Print(w, name, kernel);
        }
    }
}
