using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>A value that crosses the border of a model.</summary>
/// <param name="Parameter">Its name as a parameter of generated methods.</param>
/// <param name="Shape">Shape of one sample; null where the model is broken.</param>
public sealed record BorderValue(string Name, string Parameter, bool IsInt, Shape? Shape)
{
    /// <summary>Of an output: its name among several results of a method.</summary>
    public string Result { get; init; } = "";

    /// <summary>Of a target: the number of its loss.</summary>
    public int Loss { get; init; }

    /// <summary>Ints are in [0, Limit); 0 where that is not known.</summary>
    public int Limit { get; init; }

    /// <summary>The int that is taken beside those; null for none.</summary>
    public int? Ignored { get; init; }

    public string Element => IsInt ? "int" : "float";

    public string Span => $"global::System.ReadOnlySpan<{Element}>";

    public string Array => Element + "[]";

    public string TensorSpan => $"in global::System.Numerics.Tensors.ReadOnlyTensorSpan<{Element}>";

    /// <summary>Values of one sample; zero where a call sets their number.</summary>
    public long Length => Shape is { IsConstant: true } shape ? shape.Size.Constant : 0;

    /// <summary>"[28, 28, 1], 784 floats" for documentation.</summary>
    public string Doc => Shape is null ? Element + "s" : $"{(Shape.Rank == 0 ? "" : $"<c>{Shape}</c>, ")}{Shape.Size} {Element}{(Length == 1 ? "" : "s")}";
}

/// <summary>The labels of a model: an enum whose members are the classes of an output.</summary>
/// <param name="Accessibility">Of the members that speak of the enum.</param>
/// <param name="Threshold">With a single output value, from where on it means the second class.</param>
public sealed record ModelLabels(string Type, string Accessibility, int Output, bool IsBinary, string Threshold);

/// <summary>
/// Inputs, outputs and targets. Names and types follow from the declaration alone, so that a broken model has the same members as it will
/// have once it is sound; the shapes are known of a sound one.
/// </summary>
public sealed class ModelBorder
{
    /// <summary>Names that generated methods use themselves.</summary>
    private readonly HashSet<string> _taken =
        ["sampleWeights", "call", "batch", "labels", "label", "ints", "options", "metrics", "i", "seed", "device", "_"];

    /// <summary>That of a sound model.</summary>
    public ModelBorder(BuiltModel model)
        : this(model.Spec, model.Inference, model.Losses)
    {
    }

    /// <summary>That of a broken one.</summary>
    public ModelBorder(ModelSpec spec)
        : this(spec, null, [])
    {
    }

    private ModelBorder(ModelSpec spec, ModelGraph? model, IReadOnlyList<LossUse> losses)
    {
        // More than these have only models with a mistake, whose members need not be all.
        AttributeSpec[] inputs = [.. spec.Layers.Where(l => l.Kind == "Input").Take(Limits.Borders)];
        string[] outputs = [.. spec.Layers.Where(l => l.Kind == "Output").Take(Limits.Borders).Select(l => Text(l, "Name", "output"))];
        LossSpec[] lossSpecs = [.. spec.Losses.Take(Limits.Borders)];
        outputs = outputs.Length == 0 ? ["output"] : outputs;
        ExtentSpec[] extents = [.. spec.Extents.Where(e => ExtentSpec.Symbols.Contains(e.Symbol)).GroupBy(e => e.Symbol).Select(g => g.First())];
        if (extents.Length > 0)
        {
            _taken.Add("symbols");
        }

        Symbols = [.. extents.OrderBy(e => ExtentSpec.Symbols.ToList().IndexOf(e.Symbol))
            .Select(e => new BorderSymbol(e.Symbol, Unique(e.Symbol), e.Min, e.Max ?? 0))];
        int count = Math.Max(1, inputs.Length);

        Inputs = [.. Enumerable.Range(0, count).Select(i => new BorderValue(
            model?.Inputs[i].Name ?? "input",
            Unique(count == 1 ? "x" : Text(inputs[i], "Name", "input" + (i + 1))),
            inputs.Length > 0 && inputs[i]["Type"] is EnumArgument { Name: "Int32" },
            model?.Inputs[i].Node.Shape.WithoutBatch()))];
        string[] results = TupleNames.Of(outputs);
        Outputs = [.. outputs.Select((name, i) => new BorderValue(
            name, Unique(outputs.Length == 1 ? "y" : name), false, model?.Outputs[i].Node.Shape.WithoutBatch()) { Result = results[i] })];
        HasLosses = lossSpecs.Length > 0;
        int[] targeted = [.. Enumerable.Range(0, lossSpecs.Length).Where(i => TakesTargets(lossSpecs[i]))];
        Targets = [.. targeted.Select(i => new BorderValue(
            model is null ? "output" : model.Outputs[losses[i].Output].Name,
            targeted.Length == 1 ? Outputs[0].Parameter : Unique(Text(lossSpecs[i].Attribute, LossSpec.OutputName, "output") + "Target"),
            false, model is null ? null : losses[i].TargetShape) { Loss = i })];
        LabelTargets = [.. Targets.Select(t => TakesLabels(lossSpecs[t.Loss]) ? AsLabels(t, model is null ? null : losses[t.Loss]) : t)];
        TakesFloatTargets = lossSpecs.All(l => l.IgnoreIndex is null && !l.DrawsClasses && LossTable.Find(l.Kind)?.TakesLabelsAlone != true) && losses.All(l => l.TakesFloats);
        DrawnTargets = [.. LabelTargets.Where(t => lossSpecs[t.Loss].DrawsClasses)];
        Labels = LabelsOf(spec, model, losses);
    }

    /// <summary>The dimensions that calls set, in the order of their parameters.</summary>
    public IReadOnlyList<BorderSymbol> Symbols { get; }

    public IReadOnlyList<BorderValue> Inputs { get; }

    public IReadOnlyList<BorderValue> Outputs { get; }

    public bool HasLosses { get; }

    /// <summary>One per loss that takes any.</summary>
    public IReadOnlyList<BorderValue> Targets { get; }

    /// <summary>The same, as ints wherever the loss takes them.</summary>
    public IReadOnlyList<BorderValue> LabelTargets { get; }

    /// <summary>Those of losses that compute some classes in place of all, which the model reads itself.</summary>
    public IReadOnlyList<BorderValue> DrawnTargets { get; }

    /// <summary>Whether all of them may be floats.</summary>
    public bool TakesFloatTargets { get; }

    public bool TakesLabelTargets => LabelTargets.Any(t => t.IsInt);

    public ModelLabels? Labels { get; }

    /// <summary>The labels, if they name the classes of an output: that of a loss on labels first.</summary>
    private static ModelLabels? LabelsOf(ModelSpec spec, ModelGraph? model, IReadOnlyList<LossUse> losses)
    {
        if (spec.Labels is not { } labels || model is null)
        {
            return spec.Labels is { } later ? new ModelLabels(later.Type, later.Accessibility, 0, false, "") : null;
        }

        int members = labels.Members.Count;
        int output = losses.Where(l => l.LabelShape is not null).Select(l => l.Output).Concat(Enumerable.Range(0, model.Outputs.Count))
            .Where(o => model.Outputs[o].Node.Shape is { Rank: 2 } shape && (shape.Channels == members || (shape.Channels.IsOne && members == 2)))
            .DefaultIfEmpty(-1).First();
        if (output < 0)
        {
            return null;
        }

        LossUse? loss = losses.Where(l => l.Output == output).OrderBy(l => l.LabelShape is null).FirstOrDefault();
        string threshold = loss is { IsOnScores: true } ? "0f" : "0.5f";
        return new ModelLabels(labels.Type, labels.Accessibility, output, model.Outputs[output].Node.Shape.Channels.IsOne, threshold);
    }

    private static bool TakesTargets(LossSpec loss) => loss.Function.Length > 0 || LossTable.Find(loss.Kind)?.TakesTargets != false;

    private static bool TakesLabels(LossSpec loss) => loss.Function.Length == 0 && LossTable.Find(loss.Kind)?.TakesLabels == true;

    private static string Text(AttributeSpec spec, string argument, string standard) =>
        spec[argument] is TextArgument { Value.Length: > 0 and <= Limits.NameLength } t ? t.Value : standard;

    private static BorderValue AsLabels(BorderValue target, LossUse? loss) =>
        target with { IsInt = true, Shape = loss?.LabelShape, Limit = loss?.Classes ?? 0, Ignored = loss?.IgnoreIndex };

    /// <summary>A value's name as that of a parameter: an identifier in camel case that no other has.</summary>
    private string Unique(string name)
    {
        string pascal = Print.Text.Pascal(name);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        while (!_taken.Add(camel))
        {
            camel += "_";
        }

        return Identifiers.IsKeyword(camel) ? "@" + camel : camel;
    }
}
