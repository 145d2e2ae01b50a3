using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Finds the [Loss] settings of a model, the output each reads, and what is wrong with them.</summary>
public sealed class FindLosses
{
    /// <summary>Of outputs that one of them may be meant.</summary>
    private const int MostNamed = 4;

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
        foreach (LossSpec loss in model.Outputs.Count > 0 ? spec.Losses : [])
        {
            if (find.Use(loss) is not { } use)
            {
                continue;
            }

            bool fits = model.IsGuessed(use.Output) ? CheckArguments(use)
                : CheckArguments(use) && use.Function.Check(use) && CheckClassWeights(use) && find.CheckSampling(use, losses);
            if (fits)
            {
                losses.Add(use);
            }
        }

        return (losses, find._problems);
    }

    private LossUse? Use(LossSpec spec)
    {
        LossFunction? function = spec.Function.Length > 0 ? Custom(spec) : Known(spec);
        int? output = Output(spec);
        if (function is null || output is not { } index)
        {
            return null;
        }

        Node node = _model.Outputs[index].Node;
        LossUse use = new(function, spec, index, node.Shape.WithoutBatch(),
            (kind, message, argument, remedies) => Report(kind, spec, message, argument, remedies: remedies))
        {
            Lengths = _model.LengthsOf(node),
            Declared = _spec.Labels,
        };
        if (_model.IsGuessed(index))
        {
            return use; // whether it fits the output is not known
        }

        if (use.Lengths is not null && function.Steps == StepUse.Mixes)
        {
            use.Report(ProblemKind.LossShape,
                $"compares the positions of output {use.OutputShape} with one another, and its last steps may be padding; "
                + "reduce them before, or give all sequences one length.");
            return null;
        }

        if (node.Element != ElementType.Float32)
        {
            string name = _model.Outputs[index].Name;
            use.Report(ProblemKind.LossShape, $"reads output \"{name}\", which is ints; only floats can be trained.", LossSpec.OutputName);
            return null;
        }

        if (use.OutputShape.Rank > 0 && !use.OutputShape.Channels.IsConstant
            && (use.LabelShape is not null || use.Reals("ClassWeights").Count > 0))
        {
            use.Report(ProblemKind.LossShape,
                $"tells classes apart along the last dimension of output {use.OutputShape}, whose number is set at run time; give each step scores "
                + "of a constant number of classes.");
            return null;
        }

        if (use.LabelShape is not null && use.Classes > Limits.Table)
        {
            use.Report(ProblemKind.TooLarge,
                $"takes labels of {use.Classes} classes, where at most {Limits.Table} can be compiled; "
                + "group rare classes, or predict them in steps.");
            return null;
        }

        return use;
    }

    private LossFunction? Known(LossSpec spec)
    {
        if (LossTable.Find(spec.Kind) is { } function)
        {
            return function;
        }

        Report(ProblemKind.MissingArgument, spec,
            "Loss(Loss.Custom) needs its function: [Loss(nameof(Distance))] with "
            + "static float Distance(float prediction, float target) => ...;", LossSpec.KindName);
        return null;
    }

    private CustomLoss? Custom(LossSpec spec)
    {
        string name = spec.Function;
        FunctionSpec? function = _spec.Functions.FirstOrDefault(f => f.Name == name);
        if (function is null)
        {
            Report(ProblemKind.UnknownName, spec, $"Loss names the function {name}, which {_spec.Name} does not have; "
                + $"declare static float {name}(float prediction, float target) => ...;", LossSpec.FunctionName);
            return null;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null || function.Parameters.Count != 2)
        {
            Report(ProblemKind.UnsupportedExpression, spec, body is null
                ? $"Loss has a function that the compiler cannot read: {error}"
                : $"Loss needs a function of prediction and target, but {name} takes {Counted.Of(function.Parameters.Count, "value")}.", LossSpec.FunctionName);
            return null;
        }

        return new CustomLoss(name, body);
    }

    private int? Output(LossSpec spec)
    {
        string[] names = [.. _model.Outputs.Select(o => o.Name)];
        string name = spec.Output;
        if (name.Length > Limits.NameLength)
        {
            Report(ProblemKind.ArgumentRange, spec, BuildModel.TextTooLong("Loss", LossSpec.OutputName, name), LossSpec.OutputName);
            return null;
        }

        if (name.Length == 0 && names.Length > 1)
        {
            Report(ProblemKind.MissingArgument, spec, $"Loss needs Output = \"...\", because the model has several outputs", "",
                remedies: [.. names.Take(MostNamed).Select(n => Remedy.Set(LossSpec.OutputName, new TextArgument(n)))]);
            return null;
        }

        int index = name.Length == 0 ? 0 : Array.IndexOf(names, name);
        if (index < 0 && _model.HasGuesses)
        {
            return null; // it may be the name of what is wrong
        }

        if (index < 0)
        {
            string? nearest = Spelling.Nearest(name, names);
            Report(ProblemKind.UnknownName, spec,
                $"Loss reads output \"{name}\", but the model has no such output; {Spelling.Advice(nearest, names)}",
                LossSpec.OutputName, nearest ?? "");
            return null;
        }

        return index;
    }

    private static bool CheckArguments(LossUse use) =>
        ArgumentChecks.Check(use.Function.Arguments, use.Spec.Attribute, LossSpec.Common, use.Report) && CheckWeight(use);

    /// <param name="use">Of an output whose scores must be had one by one where it has Samples.</param>
    /// <param name="others">The losses above it.</param>
    private bool CheckSampling(LossUse use, IReadOnlyList<LossUse> others)
    {
        if (others.FirstOrDefault(o => o.Output == use.Output) is { } other && (other.Sampling ?? use.Sampling) is not null)
        {
            use.Report(ProblemKind.LossShape, $"reads the same output as {other.Title}, of which one has Samples; leave them out, and both read all scores.");
            return false;
        }

        if (use.Sampling is not null && SampleClasses.Obstacle(_model, use.Output) is { } obstacle)
        {
            use.Report(ProblemKind.LossShape, $"computes the scores of a few classes in training, but {obstacle}.", LossArguments.Samples.Name);
            return false;
        }

        return true;
    }

    private static bool CheckWeight(LossUse use)
    {
        if (double.IsNaN(use.Weight) || double.IsInfinity(use.Weight))
        {
            use.Report(ProblemKind.ArgumentRange,
                $"has Weight = {new NumberArgument(use.Weight)}; it must be finite, or no step would leave a number.", LossSpec.WeightName);
            return false;
        }

        return true;
    }

    private static bool CheckClassWeights(LossUse use)
    {
        IReadOnlyList<double> weights = use.Reals("ClassWeights");
        if (weights.Count > 0 && weights.Count != use.Classes)
        {
            use.Report(ProblemKind.LossShape,
                $"has {Counted.Of(weights.Count, "class weight")}, but output {use.OutputShape} has {use.Classes} classes; give one weight per class.",
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

    private void Report(ProblemKind kind, LossSpec loss, string message, string argument, string suggestion = "", params Remedy[] remedies) =>
        _problems.Add(Problem.Of(kind, message, new[] { loss.Setting }, argument, remedies, setting: true) with { Suggestion = suggestion });
}
