using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Penalties and bounds on weights that come on top of others, come too late, or have nothing to act on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PenaltyAnalyzer : ModelAnalyzer
{
    /// <summary>Random weights have their norm on average only.</summary>
    private const double Tolerance = 0.95;

    /// <summary>The usual bound (Srivastava et al., 2014).</summary>
    private const double UsualMaxNorm = 3;

    private static readonly string[] Penalties = ["L1", "L2", "MaxNorm", "Penalty", "Constraint"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TrainingRules.DD5003_DecayedTwice, TrainingRules.DD5004_MaxNormBelowInit, TrainingRules.DD5011_FrozenPenalty];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        TrainSettings? train = TrainSettings.Of(model);
        ILookup<string, ParameterInfo> weights = InitialWeights.ByLayer(model);
        HashSet<int> blocks = [];
        foreach (LayerRow row in model.Graph.Rows)
        {
            string[] given = [.. Penalties.Where(p => IsGiven(row.Layer, p))];
            if (given.Length == 0 || (row.Path.Count > 1 && !blocks.Add(row.Path[0])))
            {
                continue; // a block says it once, however often it is repeated
            }

            if (!row.Layer.Bool("Trainable"))
            {
                ReportFrozen(model, row, given);
                continue;
            }

            if (train is { WeightDecay: > 0 } && given.Contains("L2"))
            {
                ReportTwice(model, row, train);
            }

            if (given.Contains("MaxNorm"))
            {
                ReportMaxNorm(model, row, weights[row.Layer.Path]);
            }
        }
    }

    private static bool IsGiven(Layer layer, string penalty) => layer.Op.Arguments.FirstOrDefault(a => a.Name == penalty) is { } argument
        && (argument.Type == ArgumentType.Function ? layer.Text(penalty).Length > 0 : layer.Real(penalty) > 0);

    private static void ReportFrozen(ModelUnderAnalysis model, LayerRow row, string[] given)
    {
        model.Report(TrainingRules.DD5011_FrozenPenalty, row.Path,
            $"{row.Layer.Title} has {string.Join(" and ", given.Select(g => $"{g} = {row.Layer.Spec[g]}"))}, but Trainable = false: "
            + "its weights don't move.", given[0],
            [
                new($"remove {string.Join(" and ", given)}", draft => draft.DropGiven(row, given)),
                new("remove Trainable = false", draft => draft.DropGiven(row, "Trainable")),
            ]);
    }

    private static void ReportTwice(ModelUnderAnalysis model, LayerRow row, TrainSettings train)
    {
        string standard = train.Given("WeightDecay") is null ? ", its default" : "";
        model.Report(TrainingRules.DD5003_DecayedTwice, row.Path,
            $"{row.Layer.Title} has L2 = {row.Layer.Spec["L2"]}, and {train.Optimizer} decays all weights "
            + $"by {TrainSettings.Number(train.WeightDecay)}{standard}.",
            "L2", [new("remove L2", draft => draft.DropGiven(row, "L2")), train.With("WeightDecay", "0")]);
    }

    private static void ReportMaxNorm(ModelUnderAnalysis model, LayerRow row, IEnumerable<ParameterInfo> weights)
    {
        double norm = weights.Select(StartingNorm).DefaultIfEmpty(0).Max();
        double bound = row.Layer.Real("MaxNorm");
        if (bound >= Tolerance * norm)
        {
            return;
        }

        string larger = TrainSettings.Number(Math.Max(UsualMaxNorm, Math.Ceiling(norm)));
        model.Report(TrainingRules.DD5004_MaxNormBelowInit, row.Path,
            $"{row.Layer.Title} bounds the norm of the weights into each unit by {TrainSettings.Number(bound)}, but they start at about "
            + $"{norm.ToString("0.##", CultureInfo.InvariantCulture)}: the first update scales all of them down.",
            "MaxNorm", [new($"set MaxNorm = {larger}", draft => draft.Set(row.Path, "MaxNorm", larger))]);
    }

    /// <summary>The norm to expect of the weights into one unit, which is the last axis.</summary>
    private static double StartingNorm(ParameterInfo weight)
    {
        long units = weight.Shape.Rank == 0 ? 1 : weight.Shape.Channels.Constant;
        return InitialWeights.Norm(weight.Init, weight.Shape.Size.Constant / (double)units, units);
    }
}
