using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Gpu;
using DeepDsl.Compiler.Print.Members;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>The passes in order, from a declaration to the texts that implement it.</summary>
public static class Pipeline
{
    /// <summary>
    /// What a declaration says and what is wrong with it, but for its budget. Quick, since nothing is derived or emitted, so that many may be
    /// tried. Never throws, except that it was cancelled.
    /// </summary>
    public static BuiltModel Build(ModelSpec spec, CancellationToken cancellation = default) =>
        Build(spec, [], GuessedSizes.Standard, cancellation);

    /// <summary>The same with other guesses behind what is wrong; nothing that is said of the model depends on them.</summary>
    public static BuiltModel Build(ModelSpec spec, GuessedSizes sizes) => Build(spec, [], sizes, CancellationToken.None);

    /// <summary>
    /// The same model with constants in place of dimensions that are set at run time, each the largest that it may be. A layer that is wrong
    /// where they are smaller is so here.
    /// </summary>
    public static BuiltModel BuildAtLargest(BuiltModel model) =>
        Build(model.Spec.AtLargest(), model.Problems, GuessedSizes.Standard, CancellationToken.None);

    private static BuiltModel Build(ModelSpec spec, IReadOnlyList<Problem> known, GuessedSizes sizes, CancellationToken cancellation)
    {
        try
        {
            return Built(spec, known, sizes, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new BuiltModel(spec, new ModelGraph(training: false), [], [Failure(spec.Name, e)]);
        }
    }

    public static CompiledModel Compile(ModelSpec spec, CancellationToken cancellation = default) =>
        Compile(Build(spec, cancellation), cancellation);

    /// <summary>Never throws, except that it was cancelled: a generator that does takes all models of the compilation with it.</summary>
    /// <param name="model">Not compiled before, nor begun to be: passes add to its graphs.</param>
    /// <param name="cancellation">Asked between passes, and in those that can take seconds.</param>
    public static CompiledModel Compile(BuiltModel model, CancellationToken cancellation = default)
    {
        try
        {
            return model.Problems.Count > 0 ? Broken(model, model.Problems) : Sound(model, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Broken(new BuiltModel(model.Spec, new ModelGraph(training: false), [], []), [Failure(model.Spec.Name, e)]);
        }
    }

    /// <summary>An exception, which is a mistake of ours, as a problem of the model or block that met it.</summary>
    public static Problem Failure(string declaration, Exception e) => new(ProblemKind.CompilerFailure,
        $"The compiler of DeepDsl failed on {declaration}, which is a mistake of its own; please report it with this declaration. "
        + $"{e.GetType().Name}: {e.Message}", EquatableArray<int>.Empty);

    private static BuiltModel Built(ModelSpec spec, IReadOnlyList<Problem> known, GuessedSizes sizes, CancellationToken cancellation)
    {
        // Inference first: its shapes are those of training, and a wrong declaration is wrong in both.
        (ModelGraph inference, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false, cancellation);
        if (spec.Problems.Any(p => !p.LeavesLayers))
        {
            return new BuiltModel(spec, inference, [], spec.Problems) { IsUnclear = true }; // what else was found may only follow from these
        }

        // One mistake must not silence what has nothing to do with it.
        ModelGraph? judged = problems.Count + known.Count == 0 ? inference
            : Guessed(spec, inference, [.. known, .. problems], sizes, cancellation);
        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> lossProblems) = FindLosses.Run(spec, judged ?? inference);
        List<Problem> all = [.. spec.Problems, .. OncePerLayer(problems), .. lossProblems];
        if (judged is not null && lossProblems.Count == 0)
        {
            all.AddRange(CheckOutputs.Run(judged, losses));
            all.AddRange(CheckLabels.Run(spec, judged, losses));
            all.AddRange(CheckRecordLabel.Run(spec, judged, losses));
        }

        if (judged is not null)
        {
            all.AddRange(CheckTables.Run(spec, judged));
        }

        if (judged != inference)
        {
            BuiltModel? guess = judged is null ? null : new BuiltModel(spec, judged, losses, all);
            return new BuiltModel(spec, inference, FindLosses.Run(spec, inference).Losses, all) { Guess = guess, IsUnclear = guess is null };
        }

        BuiltModel built = new(spec, inference, losses, all);
        if (all.Count > 0)
        {
            return built;
        }

        Problem[] hidden = [.. CheckMembers.Run(built), .. CheckTuning.Run(built)];
        return hidden.Length == 0 ? built : new BuiltModel(spec, inference, losses, hidden);
    }

    /// <summary>A block that repeats has the same layer many times: one mistake, said once.</summary>
    private static IEnumerable<Problem> OncePerLayer(IReadOnlyList<Problem> problems)
    {
        HashSet<(ProblemKind, EquatableArray<int>, string, int)> said = [];
        return problems.Where(p => p.Path.Count < 2 || said.Add((p.Kind, p.Path, p.Argument, p.Item)));
    }

    /// <summary>
    /// The graph with guesses in place of what is wrong; the same where nothing in it is, and null where too little is known of it.
    /// </summary>
    private static ModelGraph? Guessed(
        ModelSpec spec, ModelGraph inference, IReadOnlyList<Problem> problems, GuessedSizes sizes, CancellationToken cancellation)
    {
        if (problems.Any(p => p.Kind is ProblemKind.TooComplex or ProblemKind.NoLayers))
        {
            return null;
        }

        try
        {
            ModelGraph guess = BuildModel.Guess(spec, problems, sizes, cancellation);
            return guess.HasGuesses ? guess : inference;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null; // the mistake itself is reported, and what depends on a guess can wait until it is mended
        }
    }

    private static CompiledModel Sound(BuiltModel model, CancellationToken cancellation)
    {
        ModelSpec spec = model.Spec;
        string table = LayerTable.Write(model);
        Inspection inspection = new(spec.Dump);
        ModelPrograms programs = Programs(model, inspection, cancellation);
        Problem[] overBudget = [.. CheckBudget.Run(spec.AtLargestBatch(), programs)];
        if (overBudget.Length > 0)
        {
            return Broken(model, overBudget);
        }

        // Behind the model itself, since what is wrong with that is wrong with all. Each is a model of its own, so that another value compiles
        // that one alone.
        (VariantSpec Variant, CompiledModel Compiled)[] variants =
            [.. spec.Variants.Where(v => !v.IsDeclared).Select(v => (v, CompileCache.Compile(spec.At(v), cancellation)))];
        Problem[] impossible = [.. CheckVariants.Run(model, [.. spec.Variants.Select(v => ProblemOf(model, v, cancellation))])];
        if (impossible.Length > 0)
        {
            return Broken(model, impossible);
        }

        List<GeneratedFile> files = [MembersEmitter.Sound(model, table, TrainingMemory.Of(spec, programs))];
        HashSet<Tile> tiles = [];
        string declaration = ModelText.Write(spec);
        foreach (ModelPrograms set in programs.Float32 is { } whole ? new[] { programs, whole } : [programs])
        {
            string kind = set == programs ? "" : "." + set.Precision;
            (string text, IReadOnlyCollection<Tile> called) = ProgramsEmitter.Emit(spec, set, table, declaration, cancellation);
            tiles.UnionWith(called);
            cancellation.ThrowIfCancellationRequested();
            files.Add(GeneratedNames.File(spec.Type, "Programs" + kind, text));
            if (GpuEmitter.Emit(spec, set) is { } gpu)
            {
                files.Add(GeneratedNames.File(spec.Type, "Gpu" + kind, gpu));
            }
        }

        if (inspection.Text is { } dump)
        {
            files.Add(GeneratedNames.File(spec.Type, "Dump", dump));
        }

        files.AddRange(variants.SelectMany(v => v.Compiled.Programs));
        tiles.UnionWith(variants.SelectMany(v => v.Compiled.Tiles));
        return new CompiledModel(files.ToArray(), EquatableArray<Problem>.Empty) { Tiles = tiles.ToArray() };
    }

    /// <summary>What is wrong with a variant of a sound model, in words.</summary>
    private static string? ProblemOf(BuiltModel model, VariantSpec variant, CancellationToken cancellation)
    {
        ModelSpec spec = model.Spec.At(variant);
        return variant.IsDeclared ? null
            : CompileCache.Compile(spec, cancellation).Problems.Select(p => p.Message).FirstOrDefault()
                ?? CheckVariants.Border(model.Inference, CompileCache.Build(spec, cancellation).Inference);
    }

    /// <summary>A sound model's programs, for each machine that the compilation asks for.</summary>
    internal static ModelPrograms Programs(BuiltModel model, Inspection inspection, CancellationToken cancellation = default)
    {
        ModelGraph training = model.Training;
        ModelGraph inference = model.Inference;

        cancellation.ThrowIfCancellationRequested();

        // Before losses and gradients join the graphs, which are no layers.
        TorchOrder torchOrder = FindTorchOrder.Run(inference);

        // Parameters lie where they lie on every machine, and gradients where their parameters do.
        Layout layout = new(training);

        // Sees primitives only, so no layer has a backward of its own that could disagree with its forward.
        UnitGraphs[] graphs = [DeriveGraphs.Training(training, model.Losses, layout), DeriveGraphs.Inference(inference, model.Losses)];
        Generation? generation = model.Generation is { Step: not null } found ? found : null;
        graphs = generation is null ? graphs : [.. graphs, DeriveGraphs.Generation(generation)];
        cancellation.ThrowIfCancellationRequested();
        inspection.After("Derive", graphs, null);
        ModelPrograms Of(string precision, UnaryOp? rounding, Inspection passes) => new(training, inference, model.Losses)
        {
            Precision = precision,
            Generation = generation,
            Cpu = For(Target.Cpu with { ProductRounding = rounding }, graphs, layout, passes, cancellation),
            Gpu = model.Spec.Gpu ? For(Target.GpuFor(inference.Extents.All.Count > 0) with { ProductRounding = rounding }, graphs, layout, passes, cancellation) : null,
            Parameters = layout.Parameters,
            States = layout.States,
            TorchOrder = torchOrder,
            Constants = layout.Constants,
            Rates = layout.Rates,
        };
        TrainSpec train = model.Spec.Train;
        ModelPrograms declared = Of(train.Precision, train.ProductRounding, inspection);
        return train.ProductRounding is null ? declared
            : declared with { Float32 = Of(TrainSpec.StandardPrecision, null, new Inspection(dumps: false)) };
    }

    private static TargetPrograms For(
        Target target, UnitGraphs[] graphs, Layout layout, Inspection inspection, CancellationToken cancellation)
    {
        if (target.ProductRounding is { } format)
        {
            // After differentiation, since the products of gradients read rounded values too; the same values on every target.
            graphs = [.. graphs.Select(g => ReducePrecision.Run(g, format, target))];
            cancellation.ThrowIfCancellationRequested();
            inspection.After($"ReducePrecision for the {target.Name}", graphs, null);
        }

        Target Of(UnitGraphs unit) => unit.Name == DeriveGraphs.GenerationName ? target.ForOneSample() : target;

        // What the target has kernels for. Before fusion, which counts on every node becoming a launch or a part of one.
        UnitGraphs[] legal = [.. graphs.Select(g => Legalize.Run(g, Of(g)))];
        cancellation.ThrowIfCancellationRequested();
        inspection.After("Legalize", legal, target);

        // What is written to memory, by which launches. After differentiation, since what backward reads has to be kept.
        ProgramUnit[] units = [.. legal.Select(g => Fuse.Run(g, layout, Of(g)))];
        cancellation.ThrowIfCancellationRequested();

        // One backward is scheduled, so that its halves share what both need; then each takes its launches.
        units = [.. units.Select(SplitBackward.Run)];

        // Before places are found, since what a loop over samples keeps to itself takes none of the batch's memory. Training has not been
        // cut yet: its forward meets at every norm, and keeps most values.
        if (target.JoinsSamples)
        {
            units[1] = JoinSamples.Run(units[1]);
        }

        // Of one sample, launches do little, on a CPU too.
        if (units.Length > 2 && !target.JoinsLaunches)
        {
            units[2] = JoinCopies.Run(units[2]);
        }

        // Before places are found too: what only the members of a joined launch read takes no memory at all.
        if (target.JoinsLaunches)
        {
            units = [.. units.Select((u, i) => JoinSideBySide.Run(JoinRows.Run(JoinCopies.Run(u), Of(graphs[i])), Of(graphs[i])))];
        }

        // Now that it is known what lies in memory.
        Array.ForEach(units, NameBuffers.Run);
        inspection.After("Fuse", units, target);

        // Last, since it needs the order of all launches.
        Array.ForEach(units, unit => PlanMemory.Run(unit, cancellation));
        inspection.After("PlanMemory", units, target);
        return new TargetPrograms(units[0], units[1]) { Generation = units.ElementAtOrDefault(2) };
    }

    /// <summary>The members all the same, which throw; but none where no part can be added to the class.</summary>
    private static CompiledModel Broken(BuiltModel model, IReadOnlyList<Problem> problems)
    {
        // Of thousands of layers, or of millions where they were cut off, members would take longer to compile than to ask for fewer.
        ModelGraph layers = problems.Any(p => p.Kind == ProblemKind.TooComplex) ? new ModelGraph(training: false) : model.Inference;
        return new CompiledModel(
            model.Spec.CanExtend ? new[] { MembersEmitter.Broken(model.Spec, layers, problems) } : EquatableArray<GeneratedFile>.Empty,
            problems.ToArray());
    }
}
