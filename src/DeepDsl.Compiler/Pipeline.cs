using DeepDsl.Compiler.Emit;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Emit.Gpu;
using DeepDsl.Compiler.Emit.Members;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Programs;
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
        ModelGraph training = BuildModel.Run(spec, training: true).Model;
        string table = LayerTable.Write(spec.Name, inference);
        ModelPrograms programs = BuildPrograms.Run(training, inference, losses);
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

        return new CompiledModel(files.ToArray(), EquatableArray<Problem>.Empty) { Tiles = tiles.ToArray() };
    }

    /// <summary>The members all the same, which throw; but none where no part can be added to the class.</summary>
    private static CompiledModel Broken(ModelSpec spec, ModelGraph model, Problem[] problems)
    {
        bool canExtend = !problems.Any(p => p.Kind is ProblemKind.DeclarationForm or ProblemKind.BaseClass);
        return new CompiledModel(canExtend ? new[] { MembersEmitter.Broken(spec, model, problems) } : EquatableArray<GeneratedFile>.Empty, problems);
    }
}
