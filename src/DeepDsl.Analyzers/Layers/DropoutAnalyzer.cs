using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Dropout and noise where they do harm, or too much of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropoutAnalyzer : ModelAnalyzer
{
    private const double HighRate = 0.6;

    /// <summary>The two-stream network of Simonyan and Zisserman (2014) drops as much, and none known to work more.</summary>
    private const double HighestRate = 0.9;

    private const double UsualMost = 0.5;

    /// <summary>All units gone in one sample of a hundred is too often.</summary>
    private const double MostLost = 0.01;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        LayerRules.DD3015_DropoutBeforeBatchNorm, LayerRules.DD3017_DropoutOnScores, LayerRules.DD3018_HighDropoutRate,
        LayerRules.DD3019_DropoutOnFewUnits, LayerRules.DD3043_DropoutOnMaps, LayerRules.DD3049_NearlyAllDropped,
    ];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        LayerRow[] disturbing = [.. model.Flow.Rows.Where(r => r.DropRate() > 0 || Deviation(r) > 0)];
        if (disturbing.Length == 0)
        {
            return;
        }

        IEnumerable<int> outputs = model.Built.Losses.Select(l => l.Output);
        HashSet<LayerRow> trained = [.. outputs.Select(o => model.Graph.OutputRows[o]).OfType<LayerRow>()];
        foreach (LayerRow row in disturbing)
        {
            if (Deviation(row) > 0)
            {
                if (ReachesLoss(model.Flow, row, trained) && FromWeights(row))
                {
                    ReportScores(model, row, $"adds noise of deviation {new NumberArgument(Deviation(row))} to");
                }
            }
            else if (NormBehind(model.Flow, row) is { } norm)
            {
                ReportNorm(model, row, norm);
            }
            else if (ReachesLoss(model.Flow, row, trained) && FromWeights(row))
            {
                ReportScores(model, row, $"drops {Percent(row.DropRate())} of");
            }
            else if (!row.IsGuessed && row.DropRate() <= HighRate && IsOnMaps(model.Flow, row))
            {
                string spatial = row.Output.Rank == 2 ? nameof(SpatialDropout1D) : nameof(SpatialDropout2D);
                model.Report(LayerRules.DD3043_DropoutOnMaps, row.Path,
                    $"{row.Layer.Title} drops single values of {row.Output}, whose neighbours say nearly the same.", "",
                    [new($"use [{spatial}]", draft => draft.Rename(row.Path, spatial)) { Because = ", which drops whole channels" }]);
            }
            else
            {
                ReportRate(model, row);
            }
        }
    }

    private static void ReportScores(ModelUnderAnalysis model, LayerRow row, string does) => model.Report(
        LayerRules.DD3017_DropoutOnScores, row.Path,
        $"{row.Layer.Title} {does} the model's {(row.IsGuessed ? "" : $"{row.Output} ")}scores, and no layer behind it can make up for "
            + "that.", "",
        [Removal(model, row), new("put it in front of the last layer", MoveInFront(model, row))]);

    /// <summary>Of the noise that it adds; 0 for other layers.</summary>
    private static double Deviation(LayerRow row) => row.Layer.Op is GaussianNoise ? row.Layer.Real("StdDev") : 0;

    /// <summary>
    /// Whether it stands between two convolutions over places of an image or a sequence; in front of a layer that joins all places, or reads
    /// each by itself, values are features.
    /// </summary>
    internal static bool IsOnMaps(Flow flow, LayerRow row)
    {
        bool Windows(LayerRow r) => r.HasWeights() && r.Layer.Op.Window(r.Layer, r.Inputs[0]) is { } window && window.Axes.Any(a => a.Kernel > 1);
        bool Between(LayerRow r) => r.OnlyMoves() || r.IsActivation() || r.IsNorm() || r.IsNoise() || r.IsPool();
        return row.Layer.Op is Dropout && row.Output.Rank is 2 or 3
            && flow.Upstream(row, Between).Any(Windows) && flow.Downstream(row, Between).Any(Windows);
    }

    /// <summary>The batch norm whose statistics the dropout disturbs.</summary>
    private static LayerRow? NormBehind(Flow flow, LayerRow row)
    {
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && (at.OnlyMoves() || at.IsActivation()))
        {
            at = flow.OnlyReader(at);
        }

        return at is { Layer.Op: BatchNorm } && at.IsTrainable() ? at : null;
    }

    private static void ReportNorm(ModelUnderAnalysis model, LayerRow row, LayerRow norm)
    {
        string factor = new NumberArgument(Math.Round(1 / (1 - row.DropRate()), 2)).ToString();
        model.Report(LayerRules.DD3015_DropoutBeforeBatchNorm, row.Path,
            $"{row.Layer.Title} stands in front of {norm.Layer.Title}: in training it makes mean squares {factor} times as large, "
            + "and the norm's running statistics, used to predict, keep that.", "",
            [new("move it behind the norm", draft => MoveBehind(draft, model, row, norm)) { Title = "Move it behind the batch norm" }]);
    }

    private static Draft MoveBehind(Draft draft, ModelUnderAnalysis model, LayerRow row, LayerRow norm)
    {
        draft.MoveAfter(model.Flow, row, norm);
        bool cancels = row.Sources[0] is { } before && before.HasWeights() && before.Activation() is null && before.Layer.Bool("Bias")
            && model.Flow.OnlyReader(row) == norm;
        return cancels ? draft.WithoutBias(row.Sources[0]!) : draft; // the norm, now directly behind it, would cancel it
    }

    private static bool ReachesLoss(Flow flow, LayerRow row, HashSet<LayerRow> trained)
    {
        LayerRow? at = row;
        while (at is not null && !trained.Contains(at) && (at == row || at.OnlyMoves() || at.IsActivation() || at.IsNoise()))
        {
            at = flow.OnlyReader(at);
        }

        return at is not null && trained.Contains(at) && (at == row || at.OnlyMoves() || at.IsActivation() || at.IsNoise());
    }

    private static bool FromWeights(LayerRow row)
    {
        LayerRow? at = row.Sources[0];
        while (at is not null && (at.OnlyMoves() || at.IsActivation() || at.IsNoise()))
        {
            at = at.Sources[0];
        }

        return at is not null && at.HasWeights();
    }

    private static void ReportRate(ModelUnderAnalysis model, LayerRow row)
    {
        double rate = row.DropRate();
        long units = row.Layer.Op is SpatialDropout1D or SpatialDropout2D ? row.Output.Channels.Constant : row.Output.Size.Constant;
        double lost = Math.Pow(rate, units);
        if (rate > HighRate)
        {
            string values = row.Known(Counted.Of(units, "value"), "its values");
            model.Report(rate > HighestRate ? LayerRules.DD3049_NearlyAllDropped : LayerRules.DD3018_HighDropoutRate, row.Path,
                $"{row.Layer.Title} drops {Percent(rate)} of {values} and leaves {Percent(1 - rate)}; rates of 0.1 to 0.5 are usual.",
                "Rate",
                [Math.Pow(UsualMost, units) >= MostLost ? Removal(model, row)
                    : new("take a rate of 0.5", draft => draft.Set(row.Path, "Rate", new NumberArgument(UsualMost))) { Because = " or less" }]);
        }
        else if (lost >= MostLost)
        {
            model.Report(LayerRules.DD3019_DropoutOnFewUnits, row.Path,
                $"{row.Layer.Title} drops {Counted.AllOf(units, "value")} of {row.Layer.Source()} at once in {Percent(lost)} of the "
                + "samples, which then tell the layers behind nothing; dropout belongs on wider layers.",
                "", [Removal(model, row)]);
        }
    }

    private static NextStep Removal(ModelUnderAnalysis model, LayerRow row) => new("remove it", draft => draft.Remove(model.Flow, row));

    /// <summary>Only where that is the layer right before it, which then is no more the last.</summary>
    private static Func<Draft, Draft>? MoveInFront(ModelUnderAnalysis model, LayerRow row) =>
        row.Sources[0] is { Layer.Op: Dense, Path.Count: 1 } last && last.Sources[0] is { } before && row.Path.Count == 1 && last.Activation() is null
            && before.Output.Rank == 1 ? draft => draft.MoveAfter(model.Flow, row, before) : null;

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
