using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Settings of [Train] that do nothing beside the others, or undo them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingConflictsAnalyzer : ModelAnalyzer
{
    /// <summary>Share of a weight that may decay in a step: with more it halves within 35 steps.</summary>
    private const double StrongDecay = 0.02;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TrainingRules.DD5008_ClipNeverActs, TrainingRules.DD5009_IgnoredSetting, TrainingRules.DD5010_DecayTooStrong];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (TrainSettings.Of(model) is not { Facts: { } facts } train)
        {
            return;
        }

        foreach (string name in OptimizerSetting.All.Where(s => !facts.Reads(s)).Select(s => s.Name))
        {
            if (train.Given(name) is not null && train.Demand(name) is null)
            {
                ReportIgnored(model, train, name);
            }
        }

        ReportDecay(train, facts);
        ReportClips(model, train);
    }

    private static void ReportIgnored(ModelUnderAnalysis model, TrainSettings train, string name)
    {
        double value = train.Given(name)!.Value;
        if (value == 0)
        {
            return; // says what is the case anyway
        }

        bool ofSgd = name == "Momentum" && train.Optimizer == "SGD";
        bool tooFast = ofSgd && train.Rate > UsualRate.Most(model, train, "Momentum"); // momentum makes the steps longer
        train.Report(TrainingRules.DD5009_IgnoredSetting,
            $"Train has {name} = {TrainSettings.Number(value)}, but {train.Optimizer} has no {name}: the setting does nothing.",
            name,
            [.. ofSgd ? new[] { UseMomentum(train, tooFast) } : [], train.Without(name)]);
    }

    private static NextStep UseMomentum(TrainSettings train, bool tooFast) => new(
        tooFast ? "use Optimizer.Momentum and a smaller rate" : "use Optimizer.Momentum",
        tooFast ? null : draft => draft.SetSetting(train.Setting, TrainSpec.OptimizerName, new EnumArgument("Optimizer", "Momentum")));

    /// <summary>What passes the division of an adaptive optimizer has no such share.</summary>
    private static void ReportDecay(TrainSettings train, OptimizerRule facts)
    {
        double? lasting = facts.DecoupledDecay ? 1
            : facts.IsAdaptive || (facts.Reads(OptimizerSetting.Momentum) && train.Demand("Momentum") is not null) ? null
            : 1 / (1 - train.Inertia);
        if (lasting is not { } factor || !train.RateIsUsual || train.Given("WeightDecay") is not { } decay || double.IsInfinity(decay)
            || train.Rate * decay * factor is var share && share < StrongDecay)
        {
            return;
        }

        string standard = TrainSettings.Number(facts.Usual.Decay);
        string effect = share >= 1 ? "turns every weight over in a step"
            : $"takes {TrainSettings.Number(100 * share)}% of every weight in a step";
        train.Report(TrainingRules.DD5010_DecayTooStrong,
            $"Train has WeightDecay = {TrainSettings.Number(decay)}, which at a rate of {TrainSettings.Number(train.Rate)} {effect}, "
            + "faster than it can learn.",
            "WeightDecay",
            train.With("WeightDecay", standard) with { Because = ", as is usual" });
    }

    /// <summary>In the order in which the runtime clips: values, then each parameter, then all together.</summary>
    private static void ReportClips(ModelUnderAnalysis model, TrainSettings train)
    {
        long[] sizes = [.. model.Graph.Parameters.Where(p => p.Trainable).Select(p => p.Shape.Size.Constant)];
        if (sizes.Length == 0)
        {
            return;
        }

        double value = Bound(train, "ClipValue");
        double each = Bound(train, "ClipNormPerParameter");
        double all = Bound(train, "ClipNorm");
        double eachOfValue = value * Math.Sqrt(sizes.Max());
        double allOfValue = value * Math.Sqrt(sizes.Sum());
        double allOfEach = each * Math.Sqrt(sizes.Length);
        string byValue = $"ClipValue = {TrainSettings.Number(value)} keeps the norm of";
        if (!double.IsInfinity(each) && each >= eachOfValue)
        {
            ReportClip(train, "ClipNormPerParameter", each,
                $"{byValue} the largest parameter, of {Counted.Of(sizes.Max(), "value")}, at {TrainSettings.Number(eachOfValue)} or below");
        }

        if (!double.IsInfinity(all) && all >= allOfValue)
        {
            ReportClip(train, "ClipNorm", all, $"{byValue} {Counted.AllOf(sizes.Sum(), "gradient")} at {TrainSettings.Number(allOfValue)} or below");
        }
        else if (!double.IsInfinity(all) && all >= allOfEach)
        {
            ReportClip(train, "ClipNorm", all,
                $"ClipNormPerParameter = {TrainSettings.Number(each)} keeps the norm of {Counted.AllOf(sizes.Length, "parameter")} "
                + $"at {TrainSettings.Number(allOfEach)} or below");
        }
    }

    private static void ReportClip(TrainSettings train, string name, double bound, string reason) => train.Report(
        TrainingRules.DD5008_ClipNeverActs,
        $"Train has {name} = {TrainSettings.Number(bound)}, which never acts: {reason}.", name,
        train.Without(name), new("make it smaller"));

    /// <summary>Infinity for none.</summary>
    private static double Bound(TrainSettings train, string name) =>
        train.Given(name) is { } given && given > 0 ? given : double.PositiveInfinity;
}
