using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Passes;

/// <summary>Finds the [Loss] settings of a model, the output each reads, and what is wrong with them.</summary>
public sealed class FindLosses
{
    private static readonly string[] Common = ["Kind", "Function", "Output", "Weight"];

    private readonly ModelSpec _spec;
    private readonly ModelGraph _model;
    private readonly List<Problem> _problems = [];

    private FindLosses(ModelSpec spec, ModelGraph model)
    {
        _spec = spec;
        _model = model;
    }

    public static (IReadOnlyList<LossUse> Losses, IReadOnlyList<Problem> Problems) Run(ModelSpec spec, ModelGraph model)
    {
        FindLosses find = new(spec, model);
        List<LossUse> losses = [];

        // A model without outputs has a problem already.
        for (int i = 0; i < spec.Settings.Count && model.Outputs.Count > 0; i++)
        {
            if (spec.Settings[i].Kind == "Loss" && find.Use(spec.Settings[i], i) is { } use && Check(use, spec.Settings[i]))
            {
                losses.Add(use);
            }
        }

        return (losses, find._problems);
    }

    private LossUse? Use(AttributeSpec spec, int setting)
    {
        LossFunction? function = spec["Function"] is TextArgument { Value.Length: > 0 } custom
            ? Custom(custom.Value, setting)
            : Known(spec, setting);
        int? output = Output(spec, setting);
        if (function is null || output is not { } index)
        {
            return null;
        }

        Node node = _model.Outputs[index].Node;
        LossUse use = new(function, spec, index, node.Shape.WithoutBatch(),
            (kind, message, argument, remedies) => Report(kind, setting, message, argument, remedies: remedies));
        if (node.Element != ElementType.Float32)
        {
            string name = _model.Outputs[index].Name;
            use.Report(ProblemKind.LossShape, $"reads output \"{name}\", which is ints; only floats can be trained.", "Output");
            return null;
        }

        return use;
    }

    private LossFunction? Known(AttributeSpec spec, int setting)
    {
        string name = spec["Kind"] is EnumArgument e ? e.Name : "Custom";
        if (LossTable.Find(name) is { } function)
        {
            return function;
        }

        Report(ProblemKind.MissingArgument, setting,
            "Loss(Loss.Custom) needs its function: [Loss(nameof(Distance))] with "
            + "static float Distance(float prediction, float target) => ...;", "Kind");
        return null;
    }

    private CustomLoss? Custom(string name, int setting)
    {
        FunctionSpec? function = _spec.Functions.FirstOrDefault(f => f.Name == name);
        if (function is null)
        {
            Report(ProblemKind.UnknownName, setting, $"Loss names the function {name}, which {_spec.Name} does not have; "
                + $"declare static float {name}(float prediction, float target) => ...;", "Function");
            return null;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null || function.Parameters.Count != 2)
        {
            Report(ProblemKind.UnsupportedExpression, setting, body is null
                ? $"Loss has a function that the compiler cannot read: {error}"
                : $"Loss needs a function of prediction and target, but {name} takes {function.Parameters.Count} values.", "Function");
            return null;
        }

        return new CustomLoss(name, body);
    }

    private int? Output(AttributeSpec spec, int setting)
    {
        string[] names = [.. _model.Outputs.Select(o => o.Name)];
        string name = spec["Output"] is TextArgument t ? t.Value : "";
        if (name.Length == 0 && names.Length > 1)
        {
            string all = string.Join(", ", names.Select(n => $"\"{n}\""));
            Report(ProblemKind.MissingArgument, setting, $"Loss needs Output = \"...\", because the model has several outputs: {all}.", "",
                remedies: [.. names.Select(n => Remedy.Set("Output", new TextArgument(n)))]);
            return null;
        }

        int index = name.Length == 0 ? 0 : Array.IndexOf(names, name);
        if (index < 0)
        {
            Report(ProblemKind.UnknownName, setting,
                $"Loss reads output \"{name}\", but the model has no such output; {Spelling.Advice(name, names)}", "Output",
                Spelling.Nearest(name, names) ?? "");
            return null;
        }

        return index;
    }

    private static bool Check(LossUse use, AttributeSpec spec) =>
        ArgumentChecks.Check(use.Function.Arguments, spec, Common, use.Report) && use.Function.Check(use) && CheckClassWeights(use);

    private static bool CheckClassWeights(LossUse use)
    {
        IReadOnlyList<double> weights = use.Reals("ClassWeights");
        if (weights.Count > 0 && weights.Count != use.Classes)
        {
            use.Report(ProblemKind.LossShape,
                $"has {weights.Count} class weights, but output {use.OutputShape} has {use.Classes} classes; give one weight per class.",
                "ClassWeights");
            return false;
        }

        if (weights.Count > 0 && (weights.Any(w => !(w >= 0)) || weights.All(w => w == 0)))
        {
            use.Report(ProblemKind.ArgumentRange,
                "has class weights that are negative or all zero; they must be at least 0, and one above.", "ClassWeights");
            return false;
        }

        return true;
    }

    private void Report(ProblemKind kind, int setting, string message, string argument, string suggestion = "", params Remedy[] remedies) =>
        _problems.Add(new Problem(kind, message, new[] { setting }, argument, Setting: true) { Suggestion = suggestion, Remedies = remedies });
}
