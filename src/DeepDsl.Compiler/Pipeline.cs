using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Emit;
using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Emit.Gpu;
using DeepDsl.Compiler.Emit.Members;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>The passes in order, from a declaration to the texts that implement it.</summary>
public static class Pipeline
{
    /// <summary>Never throws: a generator that does takes all models of the compilation with it.</summary>
    public static CompiledModel Compile(ModelSpec spec)
    {
        try
        {
            return Run(spec);
        }
        catch (Exception e)
        {
            return Broken(spec, new ModelGraph(training: false), [Failure(spec, e)]);
        }
    }

    /// <summary>
    /// What is wrong with a declaration, but for its budget; quick, since nothing is emitted, for those who ask of many. Never throws.
    /// </summary>
    public static CheckedModel Check(ModelSpec spec)
    {
        try
        {
            return Find(spec);
        }
        catch (Exception e)
        {
            return new CheckedModel(new ModelGraph(training: false), [], [Failure(spec, e)]);
        }
    }

    private static Problem Failure(ModelSpec spec, Exception e) => new(ProblemKind.CompilerFailure,
        $"The compiler of DeepDsl failed on {spec.Name}, which is a mistake of its own; please report it with this declaration. "
        + $"{e.GetType().Name}: {e.Message}", EquatableArray<int>.Empty);

    private static CompiledModel Run(ModelSpec spec)
    {
        CheckedModel found = Find(spec);
        return found.Problems.Count > 0 ? Broken(spec, found.Graph, [.. found.Problems]) : Sound(spec, found.Graph, found.Losses);
    }

    private static CheckedModel Find(ModelSpec spec)
    {
        // Inference first: its shapes are those of training, and a wrong declaration is wrong in both.
        (ModelGraph inference, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        if (spec.Problems.Count > 0)
        {
            return new CheckedModel(inference, [], spec.Problems); // what else was found may only follow from these
        }

        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> lossProblems) = FindLosses.Run(spec, inference);
        Problem[] all = [.. problems, .. lossProblems];
        if (all.Length == 0)
        {
            all = [.. CheckOutputs.Run(inference, losses), .. CheckLabels.Run(spec, inference, losses), .. CheckMembers.Run(spec, inference)];
        }

        return new CheckedModel(inference, losses, all);
    }

    private static CompiledModel Sound(ModelSpec spec, ModelGraph inference, IReadOnlyList<LossUse> losses)
    {
        string table = LayerTable.Write(spec.Name, inference);
        Inspection inspection = new(spec.Dump);
        ModelPrograms programs = Programs(spec, inference, losses, inspection);
        Problem[] overBudget = [.. CheckBudget.Run(spec, programs)];
        if (overBudget.Length > 0)
        {
            return Broken(spec, inference, overBudget);
        }

        string name = FilePrologue.FileName(spec.Namespace, spec.Containers, spec.Name);
        (string text, IReadOnlyCollection<Tile> tiles) = ProgramsEmitter.Emit(spec, programs, table, ModelText.Write(spec));
        List<GeneratedFile> files =
        [
            MembersEmitter.Sound(spec, inference, losses, table, TrainingMemory.Of(spec, programs)),
            new GeneratedFile(name + ".Programs", text),
        ];
        if (GpuEmitter.Emit(spec, programs) is { } gpu)
        {
            files.Add(new GeneratedFile(name + ".Gpu", gpu));
        }

        if (inspection.Text is { } dump)
        {
            files.Add(new GeneratedFile(name + ".Dump", dump));
        }

        return new CompiledModel(files.ToArray(), EquatableArray<Problem>.Empty) { Tiles = tiles.ToArray() };
    }

    /// <summary>A sound model's programs, for each machine that the compilation asks for.</summary>
    internal static ModelPrograms Programs(ModelSpec spec, ModelGraph inference, IReadOnlyList<LossUse> losses, Inspection inspection)
    {
        // Once more as it trains: batch norm and dropout are other graphs then.
        ModelGraph training = BuildModel.Run(spec, training: true).Model;

        // Before losses and gradients join the graphs, which are no layers.
        TorchOrder torchOrder = FindTorchOrder.Run(inference);

        // Parameters lie where they lie on every machine, and gradients where their parameters do.
        Layout layout = new(training);

        // Sees primitives only, so no layer has a backward of its own that could disagree with its forward.
        UnitGraphs[] graphs = [DeriveGraphs.Training(training, losses, layout), DeriveGraphs.Inference(inference, losses)];
        inspection.After("Derive", graphs, null);
        return new ModelPrograms(training, inference, losses)
        {
            Cpu = For(Target.Cpu, graphs, layout, inspection),
            Gpu = spec.Gpu ? For(Target.Gpu, graphs, layout, inspection) : null,
            Parameters = layout.Parameters,
            States = layout.States,
            TorchOrder = torchOrder,
            Constants = layout.Constants,
        };
    }

    private static TargetPrograms For(Target target, UnitGraphs[] graphs, Layout layout, Inspection inspection)
    {
        // What the target has kernels for. Before fusion, which counts on every node becoming a launch or a part of one.
        UnitGraphs[] legal = [.. graphs.Select(g => Legalize.Run(g, target))];
        inspection.After("Legalize", legal, target);

        // What is written to memory, by which launches. After differentiation, since what backward reads has to be kept.
        ProgramUnit[] units = [.. legal.Select(g => Fuse.Run(g, layout, target))];

        // One backward is scheduled, so that its halves share what both need; then each takes its launches.
        units = [.. units.Select(SplitBackward.Run)];

        // Now that it is known what lies in memory.
        Array.ForEach(units, NameBuffers.Run);
        inspection.After("Fuse", units, target);

        // Last, since it needs the order of all launches.
        Array.ForEach(units, PlanMemory.Run);
        inspection.After("PlanMemory", units, target);
        return new TargetPrograms(units[0], units[1]);
    }

    /// <summary>The members all the same, which throw; but none where no part can be added to the class.</summary>
    private static CompiledModel Broken(ModelSpec spec, ModelGraph model, Problem[] problems)
    {
        bool canExtend = !problems.Any(p => p.Kind is ProblemKind.DeclarationForm or ProblemKind.BaseClass);
        return new CompiledModel(canExtend ? new[] { MembersEmitter.Broken(spec, model, problems) } : EquatableArray<GeneratedFile>.Empty, problems);
    }
}
