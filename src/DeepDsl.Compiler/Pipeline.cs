using DeepDsl.Compiler.Build;
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
    /// <summary>
    /// What a declaration says and what is wrong with it, but for its budget. Quick, since nothing is derived or emitted, so that many may be
    /// tried. Never throws.
    /// </summary>
    public static BuiltModel Build(ModelSpec spec)
    {
        try
        {
            return Built(spec);
        }
        catch (Exception e)
        {
            return new BuiltModel(spec, new ModelGraph(training: false), [], [Failure(spec, e)]);
        }
    }

    public static CompiledModel Compile(ModelSpec spec) => Compile(Build(spec));

    /// <summary>Never throws: a generator that does takes all models of the compilation with it.</summary>
    /// <param name="model">Not compiled before.</param>
    public static CompiledModel Compile(BuiltModel model)
    {
        try
        {
            return model.Problems.Count > 0 ? Broken(model, model.Problems) : Sound(model);
        }
        catch (Exception e)
        {
            return Broken(new BuiltModel(model.Spec, new ModelGraph(training: false), [], []), [Failure(model.Spec, e)]);
        }
    }

    private static Problem Failure(ModelSpec spec, Exception e) => new(ProblemKind.CompilerFailure,
        $"The compiler of DeepDsl failed on {spec.Name}, which is a mistake of its own; please report it with this declaration. "
        + $"{e.GetType().Name}: {e.Message}", EquatableArray<int>.Empty);

    private static BuiltModel Built(ModelSpec spec)
    {
        // Inference first: its shapes are those of training, and a wrong declaration is wrong in both.
        (ModelGraph inference, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        if (spec.Problems.Count > 0)
        {
            return new BuiltModel(spec, inference, [], spec.Problems); // what else was found may only follow from these
        }

        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> lossProblems) = FindLosses.Run(spec, inference);
        Problem[] all = [.. problems, .. lossProblems];
        if (all.Length == 0)
        {
            all = [.. CheckOutputs.Run(inference, losses), .. CheckLabels.Run(spec, inference, losses), .. CheckMembers.Run(spec, inference)];
        }

        return new BuiltModel(spec, inference, losses, all);
    }

    private static CompiledModel Sound(BuiltModel model)
    {
        ModelSpec spec = model.Spec;
        string table = LayerTable.Write(model);
        ModelPrograms programs = BuildPrograms.Run(model.Training, model.Inference, model.Losses);
        Problem[] overBudget = [.. CheckBudget.Run(spec, programs)];
        if (overBudget.Length > 0)
        {
            return Broken(model, overBudget);
        }

        string name = FilePrologue.FileName(spec.Namespace, spec.Containers, spec.Name);
        (string text, IReadOnlyCollection<Tile> tiles) = ProgramsEmitter.Emit(spec, programs, table, ModelText.Write(spec));
        List<GeneratedFile> files =
        [
            MembersEmitter.Sound(model, table, TrainingMemory.Of(spec, programs)),
            new GeneratedFile(name + ".Programs", text),
        ];
        if (GpuEmitter.Emit(spec, programs) is { } gpu)
        {
            files.Add(new GeneratedFile(name + ".Gpu", gpu));
        }

        return new CompiledModel(files.ToArray(), EquatableArray<Problem>.Empty) { Tiles = tiles.ToArray() };
    }

    /// <summary>The members all the same, which throw; but none where no part can be added to the class.</summary>
    private static CompiledModel Broken(BuiltModel model, IReadOnlyList<Problem> problems)
    {
        bool canExtend = !problems.Any(p => p.Kind is ProblemKind.DeclarationForm or ProblemKind.BaseClass);
        return new CompiledModel(
            canExtend ? new[] { MembersEmitter.Broken(model.Spec, model.Inference, problems) } : EquatableArray<GeneratedFile>.Empty,
            problems.ToArray());
    }
}
