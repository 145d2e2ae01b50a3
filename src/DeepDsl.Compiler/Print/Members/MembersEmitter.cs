using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>Emits the part of the user's class with its members. They only hand values over: the programs are a file of their own.</summary>
internal static class MembersEmitter
{
    public static GeneratedFile Sound(BuiltModel model, string table, TrainingMemory memory) => Emit(
        model.Spec, model.Inference, new ModelBorder(model), HasProbabilities(model), model.Generation, table,
        [MemoryText(memory), .. Obstacle(model)], mistake: null);

    /// <summary>The members of a broken model, all of which throw; <paramref name="model"/> is as much of it as could be built.</summary>
    public static GeneratedFile Broken(ModelSpec spec, ModelGraph model, IReadOnlyList<Problem> problems)
    {
        string mistake = $"{spec.Name} was built with errors in its declaration:\n"
            + Shown.List([.. problems.Select(p => p.Message)], "\n");
        bool mayHaveProbabilities = spec.Losses.Any();
        return Emit(spec, model, new ModelBorder(spec), mayHaveProbabilities, null, mistake, [], mistake);
    }

    /// <summary>The members of a sound model that something of the user's stands in the way of, but those of its layers.</summary>
    public static IReadOnlyList<MemberConflict> Conflicts(BuiltModel model)
    {
        CodeWriter w = new();
        MemberWriter members = new(w, model.Spec, error: null);
        Members(
            w, members, model.Spec, model.Inference, new ModelBorder(model), HasProbabilities(model), model.Generation, memory: "", remarks: []);
        return members.Conflicts;
    }

    private static bool HasProbabilities(BuiltModel model) => BuildLoss.Probabilities(model.Losses, model.Inference) is not null;

    private static GeneratedFile Emit(
        ModelSpec spec, ModelGraph model, ModelBorder border, bool hasProbabilities, Generation? generation, string table,
        IReadOnlyList<string> notes, string? mistake)
    {
        CodeWriter w = new();
        string space = GeneratedNames.ProgramsNamespace(spec.Type);
        MemberWriter members = new(w, spec, mistake is null ? null : $"global::{space}.Declaration.Error()");
        FilePrologue.Write(w, mistake is null ? [] : [table]);
        using (FilePrologue.Types(w, spec.Type))
        {
            w.Line($"/// <summary>{Describe(border)}</summary>");
            w.Line("/// <remarks><inheritdoc cref=\"Summary\" path=\"/remarks/node()\"/></remarks>");
            if (mistake is null)
            {
                w.Line($"[global::DeepDsl.CompilerServices.ModelDefinition({Literals.Text(ModelText.Definition(spec))})]");
            }

            using (w.Block($"partial class {Identifiers.Escape(spec.Name)} : global::DeepDsl.Network"))
            {
                Members(w, members, spec, model, border, hasProbabilities, generation, notes.FirstOrDefault() ?? "", Remarks(table, notes));
                LayerMembers.Write(w, members, spec, model);
            }
        }

        if (mistake is null)
        {
            TuneMembers.WriteVariants(w, spec);
        }
        else
        {
            w.Line();
            using (w.Block($"namespace {space}"))
            using (w.Block("internal static class Declaration"))
            {
                w.Line("internal static global::System.Exception Error() => new global::System.InvalidOperationException(");
                w.Line($"    {Literals.Text(mistake)});");
            }
        }

        return GeneratedNames.File(spec.Type, "", w.ToString());
    }

    private static void Members(
        CodeWriter w, MemberWriter members, ModelSpec spec, ModelGraph model, ModelBorder border, bool hasProbabilities,
        Generation? generation, string memory, string[] remarks)
    {
        Head(members, spec, model, remarks);
        CopyMembers.Write(w, members, spec);
        PredictMembers.Write(members, border, hasProbabilities);
        if (generation is { Step: not null } || (!members.IsSound && GenerateMembers.MayGenerate(spec)))
        {
            GenerateMembers.Write(members, border, generation);
        }

        TrainMembers.Write(members, border, memory);
        if (spec.Record is { } record)
        {
            RecordMembers.Write(members, border, record, hasProbabilities);
        }

        TuneMembers.Write(w, members, spec);
    }

    private static void Head(MemberWriter members, ModelSpec spec, ModelGraph model, string[] remarks)
    {
        List<MethodParameter> parameters =
        [
            new("int", "seed", "Decides the initial parameters and all random numbers of training.", "0"),
            new("global::DeepDsl.Device?", "device", "Where the model runs; null for all processors of this machine.", "null"),
        ];
        bool rounds = spec.Train.ProductRounding is not null;
        if (rounds)
        {
            parameters.Add(new(
                "global::DeepDsl.Precision", "precision", "What products read: the declared precision or Float32.",
                $"global::DeepDsl.Precision.{spec.Train.Precision}"));
        }

        members.Constructor(
            "A model with initial parameters.", parameters, rounds ? ProgramsEmitter.DefinitionOfPrecision(spec) : ProgramsEmitter.DefinitionOf(spec));
        members.Property(
            "public static", "string", "Summary",
            "The layers with their shapes, parameters, costs and receptive fields, as a table of text.",
            ProgramsEmitter.DefinitionOf(spec) + ".Summary", remarks);
        long count = model.Parameters.Sum(p => p.Shape.Size.Constant);
        members.Property("public static", "long", "ParameterCount", $"Number of trained values: {count}.", count + "L");
    }

    /// <summary>The table for editors. They show one part's remarks of a type alone, so a member has it, and the type refers there.</summary>
    private static string[] Remarks(string table, IEnumerable<string> notes) =>
    [
        "/// <remarks>", "/// <code>", .. table.Split('\n').Select(l => "/// " + Text.Xml(l)), "/// </code>",
        .. notes.Select(n => $"/// {n}"), "/// </remarks>",
    ];

    /// <summary>Why a model of tokens has no Generate.</summary>
    private static IEnumerable<string> Obstacle(BuiltModel model) =>
        model.Generation is { Obstacle: { Length: > 0 } obstacle } ? [Text.Xml($"It has no Generate: {obstacle}")] : [];

    private static string MemoryText(TrainingMemory memory) =>
        $"Training on batches of {memory.Batch}{(memory.IsDeclared ? "" : ", the default,")} takes "
        + $"{memory.Bytes.ToString("#,0", CultureInfo.InvariantCulture)} bytes for parameters, gradients, optimizer and activations.";

    private static string Describe(ModelBorder border) =>
        $"A network of {string.Join(" and ", border.Inputs.Select(i => $"{Text.Doc(i.Name)} {i.Doc}"))} to "
        + $"{string.Join(" and ", border.Outputs.Select(o => $"{Text.Doc(o.Name)} {o.Doc}"))}.";
}
