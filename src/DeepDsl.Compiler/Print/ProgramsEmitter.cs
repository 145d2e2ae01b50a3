using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Print.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// The file with a model's programs and its definition. It lies in a namespace of its own, where no name of the user's can stand in the
/// way of the names it uses.
/// </summary>
internal static class ProgramsEmitter
{
    /// <summary>Tables up to this length are written out even where a rule would give them.</summary>
    private const int ShownNumbers = 1024;

    /// <summary>What the places of a step of generation are of.</summary>
    internal const string GenerationPlaces = "one step of generation, what it keeps for the next first";

    /// <summary>How generated members name the definition.</summary>
    public static string DefinitionOf(ModelSpec spec) => $"global::{GeneratedNames.ProgramsNamespace(spec.Type)}.Definition.Value";

    /// <summary>How a constructor names the definition for its parameter precision.</summary>
    public static string DefinitionOfPrecision(ModelSpec spec) =>
        $"global::{GeneratedNames.ProgramsNamespace(spec.Type)}.Definition.Of(precision)";

    /// <summary>The programs of another precision than the declared one lie beside them.</summary>
    public static string NamespaceOf(ModelSpec spec, ModelPrograms model) =>
        GeneratedNames.ProgramsNamespace(spec.Type) + (model.Precision == spec.Train.Precision ? "" : "Of" + model.Precision);

    /// <param name="table">The layer table.</param>
    /// <param name="text">The declaration as text.</param>
    /// <param name="cancellation">Asked for each layer.</param>
    public static (string Text, IReadOnlyCollection<Tile> Tiles) Emit(
        ModelSpec spec, ModelPrograms model, string table, string text, CancellationToken cancellation = default)
    {
        CodeWriter programs = new();
        (IReadOnlyDictionary<ProgramUnit, Dim> scratch, IReadOnlyCollection<Tile> tiles) = CpuEmitter.Emit(programs, model, cancellation);
        CodeWriter w = new();
        FilePrologue.Write(w, [.. MemoryTable.Write(model, scratch), .. LaunchComments.Head(programs.ToString())]);
        w.Line("#nullable disable");
        w.Line("#pragma warning disable");
        w.Line();
        w.Line($"namespace {NamespaceOf(spec, model)};");
        w.Line();
        w.Line("using global::System;");
        w.Line("using global::System.Runtime.CompilerServices;");
        w.Line("using global::System.Runtime.InteropServices;");
        w.Line("using global::DeepDsl.CompilerServices;");
        w.Line();
        Definition(w, spec, model, table, text, scratch);
        Places(w, model);
        w.Line();
        w.Line(programs.ToString().TrimEnd());
        return (w.ToString(), tiles);
    }

    private static void Places(CodeWriter w, ModelPrograms model)
    {
        const string Flat = "in floats from the start of their buffer.";
        PlacesEmitter.Write(w, "Weights", $"Places of the parameters and of their gradients, {Flat}", [.. model.Parameters.Select(p => p.Buffer)]);
        PlacesEmitter.Write(w, "States", $"Places of the states, {Flat}", [.. model.States.Select(s => s.Buffer)]);
        PlacesEmitter.Write(w, "Tables", $"Places of the tables, {Flat}", [.. model.Constants.Select(c => c.Buffer)]);
        PlacesEmitter.Write(w, model.Cpu.Training, "training");
        PlacesEmitter.Write(w, model.Cpu.Inference, "inference");
        if (model.Cpu.Generation is { } generation)
        {
            PlacesEmitter.Write(w, generation, GenerationPlaces);
        }
    }

    private static void Definition(
        CodeWriter w, ModelSpec spec, ModelPrograms model, string summary, string serialized, IReadOnlyDictionary<ProgramUnit, Dim> scratch)
    {
        w.Line("/// <summary>What the runtime knows of the model.</summary>");
        using (w.Block("internal static class Definition"))
        {
            Value(w, spec, model, summary, serialized, scratch);
            if (model.Float32 is { } whole)
            {
                w.Line();
                using (w.Block("internal static NetworkDefinition Of(global::DeepDsl.Precision precision)"))
                {
                    w.Line($"if (precision == global::DeepDsl.Precision.{model.Precision}) return Value;");
                    w.Line($"if (precision == global::DeepDsl.Precision.{whole.Precision}) return global::{NamespaceOf(spec, whole)}.Definition.Value;");
                    w.Line("throw Value.NotCompiledFor(precision);");
                }
            }
        }
    }

    private static void Value(
        CodeWriter w, ModelSpec spec, ModelPrograms model, string summary, string serialized, IReadOnlyDictionary<ProgramUnit, Dim> scratch)
    {
        ProgramUnit training = model.Cpu.Training;
        ProgramUnit inference = model.Cpu.Inference;
        using (w.Block("internal static readonly NetworkDefinition Value = new NetworkDefinition", ";"))
        {
            w.Line($"Name = {Literals.Text(spec.Name)},");
            w.Line($"Summary = {Literals.Text(summary)},");
            w.Line($"Spec = {Literals.Text(serialized)},");
            if (ModelText.WriteFormer(spec) is { } former)
            {
                w.Line($"FormerSpec = {Literals.Text(former)},");
            }

            if (spec.IsVariant)
            {
                w.Line($"Declaration = {Literals.Text(ModelText.Definition(spec))},");
            }

            if (Wiring.Of(model.Inference) is { Length: > 0 } wiring)
            {
                w.Line($"Wiring = {Literals.Text(wiring)},");
            }

            w.Line($"WeightFloats = {Total(model.Parameters.Select(p => p.Buffer))},");
            w.Line($"StateFloats = {Total(model.States.Select(p => p.Buffer))},");
            List(w, "Parameters", "ParameterDefinition", model.Parameters.Select(p => Parameter(p, model.TorchOrder, training)));
            if (spec.Extends is { CutOff.Count: > 0 } extends)
            {
                w.Line($"CutOff = new string[] {{ {string.Join(", ", extends.CutOff.Select(Literals.Text))} }},");
            }

            List(w, "States", "StateDefinition", model.States.Select(s => State(s, model)));
            Extents extents = model.Inference.Extents;
            if (extents.All.Count > 0)
            {
                List(w, "Symbols", "SymbolDefinition", extents.All.Select(e => $"new SymbolDefinition(Symbol.{e.Symbol}, {e.Min}, {e.Max}){LengthDefinitions.Padded(model, e.Symbol)}"));
            }

            List(w, "Inputs", "ValueDefinition", model.Inference.Inputs.Select(i => Border(i.Name, i.Node, extents,
                i.Node.Element == ElementType.Int32 ? TokenLimits.Of(model.Inference, i.Node) : null, LimitFacts(model.Inference, i.Node))));
            List(w, "Outputs", "ValueDefinition", model.Inference.Outputs.Select(o => Border(o.Name, o.Node, extents, null, [])));
            List(w, "Losses", "LossDefinition", LossDefinitions.Of(model.Losses, model.Inference));
            w.Line($"Train = {TrainDefaults.Of(spec.Train)},");
            if (model.Precision != TrainSpec.StandardPrecision)
            {
                w.Line($"Precision = global::DeepDsl.Precision.{model.Precision},");
            }

            Constants(w, model);
            if (model.Training.Rates.Count > 0)
            {
                List(w, "Rates", "RateDefinition", RateDefinitions.Of(model));
            }

            w.Line($"TrainingPlan = {Plan(training, scratch[training])},");
            w.Line($"InferencePlan = {Plan(inference, scratch[inference])},");
            foreach (string name in new[] { "Forward", "Backward" })
            {
                w.Line($"{name} = {Set(name)},");
            }

            w.Line($"Predict = {Set("Predict")},");
            if (training.Borders.InputGradients.Any(g => g is not null))
            {
                w.Line($"BackwardInput = {Set("BackwardInput")},");
            }

            if (inference.Find("Probabilities") is not null)
            {
                w.Line($"Probabilities = {Set("Probabilities")},");
            }

            w.Line($"Loss = new ProgramSet[] {{ {Optional(training, "LossFloat", true)}, {Optional(training, "LossInt", true)} }},");
            w.Line($"EvaluationLoss = new ProgramSet[] {{ {Optional(inference, "LossFloat", false)}, {Optional(inference, "LossInt", false)} }},");
            if (model.Generation is { } generation)
            {
                ProgramUnit unit = model.Cpu.Generation!;
                w.Line($"Generation = new GenerationDefinition({Plan(unit, scratch[unit])}, {Set("Step")})");
                w.Line("{");
                w.Line($"    Steps = {Int(generation.Steps)},");
                w.Line($"    Tokens = {Int(generation.Tokens)},");
                w.Line($"    Limit = {Int(generation.Limit)},");
                w.Line($"    DependsOnPosition = {(generation.Step!.DependsOnPosition ? "true" : "false")},");
                if (unit.Find(DeriveGraphs.GivenName) is not null)
                {
                    w.Line($"    Text = {Int(generation.Text)},");
                    w.Line($"    Given = {Set(DeriveGraphs.GivenName)},");
                }

                w.Line("},");
            }

            if (model.Gpu is not null)
            {
                w.Line("Gpu = Gpu.Programs,");
            }
        }
    }

    private static IEnumerable<string> LimitFacts(ModelGraph model, Node input) =>
    [
        .. TokenLimits.AtRunTime(model, input) is { } limit ? [$"LimitSize = {SizePrinter.Text(limit)}"] : Array.Empty<string>(),
        .. TokenLimits.IgnoreIndex(model, input) is { } index ? [$"IgnoreIndex = {index}"] : Array.Empty<string>(),
    ];

    /// <param name="limit">Of ints: the first number that it does not hold.</param>
    /// <param name="more">What else is known of its elements.</param>
    private static string Border(string name, Node node, Extents extents, long? limit, IEnumerable<string> more)
    {
        Shape shape = node.Shape.WithoutBatch();
        string[] facts =
        [
            .. SizePrinter.Sizes(shape) is { } sizes ? [$"Sizes = {sizes}"] : Array.Empty<string>(),
            .. more,
        ];
        return $"new ValueDefinition({Literals.Text(name)}, {Ints(extents.Largest(shape))}{(limit is { } first ? $", true, {first}" : "")})"
            + (facts.Length > 0 ? $" {{ {string.Join(", ", facts)} }}" : "");
    }

    private static string Optional(ProgramUnit unit, string name, bool training) =>
        unit.Find(name) is null ? "null" : Set(CpuEmitter.Method(name, training));

    private static string Set(string method) =>
        "new ProgramSet(" + string.Join(", ", new[] { "Simd512", "Simd256", "Simd128", "SimdScalar" }
            .Select(v => $"{CpuEmitter.ClassName}<{v}>.{method}")) + ")";

    private static string Parameter(Placed<ParameterInfo> p, TorchOrder order, ProgramUnit training)
    {
        ParameterInfo info = p.Info;
        ParameterInit init = info.Init;
        List<string> options = [$"Init = new ParameterInit(global::DeepDsl.Init.{init.Kind}, {Int(init.FanIn)}, {Int(init.FanOut)}, {Literals.Double(init.Value)}){Blocks(init)}"];
        void Add(bool when, string text)
        {
            if (when)
            {
                options.Add(text);
            }
        }

        Add(!info.Trainable, "Trainable = false");
        Add(info.LearningRate != 1, $"LearningRate = {Literals.Double(info.LearningRate)}");
        Add(info.L1 != 0, $"L1 = {Literals.Float(info.L1)}");
        Add(info.L2 != 0, $"L2 = {Literals.Float(info.L2)}");
        Add(info.MaxNorm != 0, $"MaxNorm = {Literals.Float(info.MaxNorm)}");
        string constraint = DeriveGraphs.ConstraintOf(p);
        Add(training.Find(constraint) is not null, $"Constraint = {Set(constraint)}");
        Add(!info.IsWeight, "Decays = false");
        Add(info.TorchPermutation.Count > 0, $"TorchPermutation = new int[] {{ {string.Join(", ", info.TorchPermutation)} }}");
        options.AddRange(InFiles(order, info.Name, info.TorchName, info.FormerName, info.Shape));
        return $"new ParameterDefinition({Literals.Text(info.Name)}, {Ints(info.Shape)}, {p.Buffer.Identifier}) {{ {string.Join(", ", options)} }}";
    }

    private static string State(Placed<StateInfo> s, ModelPrograms model)
    {
        StateInfo info = s.Info;
        string[] options =
        [
            .. model.Rates.Where(r => r.Function.Name == StateInfo.FrozenOf(info.Name)).Select(r => $"FrozenAt = {r.Buffer.Identifier}"),
            .. InFiles(model.TorchOrder, info.Name, info.TorchName, info.FormerName, info.Shape),
        ];
        return $"new StateDefinition({Literals.Text(info.Name)}, {Ints(info.Shape)}, {s.Buffer.Identifier}, {Literals.Float(info.Start)})"
            + (options.Length > 0 ? $" {{ {string.Join(", ", options)} }}" : "");
    }

    /// <summary>What it is called in files that have another name for it, and in which order its values lie there.</summary>
    private static IEnumerable<string> InFiles(TorchOrder order, string name, string torchName, string formerName, Ir.Shape shape)
    {
        if (formerName != name)
        {
            yield return $"FormerName = {Literals.Text(formerName)}";
        }

        if (torchName != name)
        {
            yield return $"TorchName = {Literals.Text(torchName)}";
        }

        if (TorchRuns(order, name, shape) is { } runs)
        {
            yield return runs;
        }
    }

    private static string Blocks(ParameterInit init) => init.Blocks == 1 ? ""
        : $" {{ Blocks = {Int(init.Blocks)}{(init.OnlyBlock < 0 ? "" : $", OnlyBlock = {Int(init.OnlyBlock)}")} }}";

    /// <summary>One array for each axis, of positions and channels by turns; null where no axis has runs.</summary>
    private static string? TorchRuns(TorchOrder order, string name, Shape shape)
    {
        string[] axes = [.. Enumerable.Range(0, shape.Rank)
            .Select(axis => string.Join(", ", order[name, axis].Select(r => $"{r.Positions}, {r.Channels}")))];
        return axes.All(a => a.Length == 0) ? null
            : $"TorchRuns = new int[][] {{ {string.Join(", ", axes.Select(a => a.Length == 0 ? "new int[0]" : $"new int[] {{ {a} }}"))} }}";
    }

    private static string Int(long value) => Math.Min(value, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    private static long Total(IEnumerable<Buffer> buffers) => buffers.Sum(b => b.Length.Constant);

    private static string Ints(Shape shape) => $"new int[] {{ {string.Join(", ", shape.Select(d => d.Constant))} }}";

    private static void List(CodeWriter w, string property, string type, IEnumerable<string> items)
    {
        using (w.Block($"{property} = new {type}[]", ","))
        {
            w.Lines(items.Select(i => i + ","));
        }
    }

    private static void Constants(CodeWriter w, ModelPrograms model)
    {
        if (model.Constants.Count == 0)
        {
            return;
        }

        if (!model.Constants.Any(c => IsLongRange(c.Numbers)))
        {
            using (w.Block("Constants = new float[]", ","))
            {
                w.Lines(model.Constants.Select(c => Numbers(c.Buffer, c.Numbers) + ","));
            }

            return;
        }

        w.Line("Constants = ConstantTable.Join(");
        w.Lines(model.Constants.Select((c, i) => "    "
            + (IsLongRange(c.Numbers) ? $"ConstantTable.Ascending({c.Numbers.Count})" : $"new float[] {{ {Numbers(c.Buffer, c.Numbers)} }}")
            + (i + 1 < model.Constants.Count ? "," : "),")));
    }

    private static string Numbers(Buffer table, IReadOnlyList<double> numbers) =>
        string.Join(", ", numbers.Concat(Enumerable.Repeat(0.0, table.Length.Value - numbers.Count)).Select(Literals.Float));

    /// <summary>The numbers of many classes, which would make most of the text.</summary>
    private static bool IsLongRange(IReadOnlyList<double> numbers) =>
        numbers.Count > ShownNumbers && !numbers.Where((number, i) => number != i).Any();

    /// <summary>The plan of a unit as an expression.</summary>
    internal static string Plan(ProgramUnit unit, Dim scratch)
    {
        string Place(Border? border) => border?.Buffer.Identifier ?? "-1";
        string Offsets(IEnumerable<Border?> borders) => SizePrinter.Array(borders.Select(Place));
        Borders b = unit.Borders;
        return $"new PlanDefinition({SizePrinter.Text(unit.Plan.Arena.PerSample)}, {SizePrinter.Text(unit.Plan.Fixed)}, {SizePrinter.Text(scratch)}) {{ Inputs = {Offsets(b.Inputs)}, "
            + $"Outputs = {Offsets(b.Outputs)}, OutputGradients = {Offsets(b.OutputGradients)}, InputGradients = {Offsets(b.InputGradients)}, "
            + $"Probabilities = {Offsets(b.Probabilities)}, Targets = {Offsets(b.Targets)}, "
            + $"SampleWeights = {Place(b.SampleWeights)}, Loss = {Place(b.Loss)}"
            + (b.Drawn.Count == 0 ? "" : $", Drawn = {Offsets(b.Drawn)}")
            + (unit.Plan.PerThread == 0 ? "" : $", LocalPerWorker = {SizePrinter.Text(unit.Plan.PerThread)}")
            + (unit.Plan.Kept == 0 ? " }" : $", KeptPerSample = {SizePrinter.Text(unit.Plan.Kept.PerSample)} }}");
    }
}
