using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Initialisations that are made for another activation than the one behind them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitForActivationAnalyzer : ModelAnalyzer
{
    /// <summary>With so many layers, half of the variance at each leaves next to nothing.</summary>
    private const int DeepForGlorot = 10;

    /// <summary>How far from 1 / inputs a variance may be for SELU: Glorot's is the same between layers of equal width.</summary>
    private const double SeluTolerance = 1.5;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3007_HeInitOnSaturation, LayerRules.DD3008_GlorotInitOnReLU, LayerRules.DD3009_SeluInit];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.StartsWeights() && model.Flow.IsHidden(r)))
        {
            // Behind a norm the scale of the weights doesn't matter: hence no way through it.
            if (model.Flow.ActivationBehind(row, r => r.OnlyMoves() || r.IsPool() || r.IsNoise()) is { } activation
                && activation.Activation() is "Sigmoid" or "Tanh" or "SELU" && !model.Flow.IsGate(activation))
            {
                Check(model, row, activation);
            }
        }

        Deep(model);
    }

    private static void Check(ModelUnderAnalysis model, LayerRow row, LayerRow activation)
    {
        string function = activation.Activation()!;
        ParameterInit init = InitialWeights.Of(model, row);
        if (function is "Sigmoid" or "Tanh" && init.Kind is "HeUniform" or "HeNormal")
        {
            model.Report(LayerRules.DD3007_HeInitOnSaturation, row.Path,
                $"{row.Layer.Title} starts with Init.{init.Kind}, variance 2 / {row.Known(init.FanIn, "its inputs")}, "
                + "which makes up for what ReLU cuts off; "
                + $"{function} cuts nothing off, and saturates. "
                + "Remove Init for GlorotUniform.", "Init", () => [model.Draft("Remove Init").DropGiven(row, "Init", "InitValue")]);
        }
        else if (function == "SELU" && !InitialWeights.IsConstant(init.Kind)
            && Math.Pow(InitialWeights.Norm(init, init.FanIn, init.FanOut), 2) is var variance
            && (variance > SeluTolerance || variance < 1 / SeluTolerance))
        {
            // Auto gives LeCun where SELU is the layer's own activation; it does not look at the layer behind.
            Draft UseLeCun() => activation == row
                ? model.Draft("Remove Init").DropGiven(row, "Init", "InitValue")
                : model.Draft("Use Init.LeCunNormal").Set(row.Path, "Init", new EnumArgument("Init", "LeCunNormal"))
                    .DropGiven(row, "InitValue");
            string next = activation == row ? "Remove Init for LeCunNormal." : "Write Init = Init.LeCunNormal.";
            model.Report(LayerRules.DD3009_SeluInit, row.Path,
                $"{row.Layer.Title} starts with Init.{init.Kind}, variance {InitialWeights.Rounded(variance)} / {init.FanIn}, "
                + $"but SELU keeps mean 0 and variance 1 only where weights start with variance 1 / {init.FanIn}. {next}",
                "Init", () => [UseLeCun()]);
        }
    }

    private static void Deep(ModelUnderAnalysis model)
    {
        foreach (IReadOnlyList<(LayerRow Row, int Number)> run in Runs.Of(model.Flow, r => r.HasWeights() && !r.IsGrouped()))
        {
            (LayerRow Row, LayerRow Activation)[] glorot = [.. ReadByReLU(model.Flow, run.Select(r => r.Row))];

            // Those beside each other, in branches, halve it once.
            int halvings = run.Where(r => glorot.Any(g => g.Row == r.Row)).Select(r => r.Number).Distinct().Count();
            if (halvings >= DeepForGlorot)
            {
                ReportGlorot(model, glorot, halvings);
            }
        }
    }

    /// <summary>The layers that start for another activation than the ReLU that reads them.</summary>
    private static IEnumerable<(LayerRow Row, LayerRow Activation)> ReadByReLU(Flow flow, IEnumerable<LayerRow> rows)
    {
        foreach (LayerRow row in rows.Where(r => r.StartsWeights() && r.Layer.Enum("Init") is "GlorotUniform" or "GlorotNormal"))
        {
            if (flow.ActivationBehind(row, r => r.OnlyMoves() || r.IsNoise()) is { } activation
                && Activations.IsReLU(activation.Activation()!))
            {
                yield return (row, activation);
            }
        }
    }

    /// <summary>Once a run, at its first such layer.</summary>
    private static void ReportGlorot(ModelUnderAnalysis model, (LayerRow Row, LayerRow Activation)[] glorot, int halvings)
    {
        (LayerRow first, LayerRow behind) = glorot[0];
        string next = behind == first ? "Remove Init" : "Use Init.HeNormal";
        Draft UseHe() => glorot.Aggregate(model.Draft($"{next} in these {glorot.Length} layers"), (draft, g) => g.Activation == g.Row
            ? draft.DropGiven(g.Row, "Init") : draft.Set(g.Row.Path, "Init", new EnumArgument("Init", "HeNormal")));

        string left = Math.Pow(2, -halvings).ToString("G2", CultureInfo.InvariantCulture);
        model.Report(LayerRules.DD3008_GlorotInitOnReLU, first.Path,
            $"{first.Layer.Title} starts with Init.{first.Layer.Enum("Init")}, which leaves half of the variance behind each ReLU: "
            + $"behind {halvings} such layers {left}. "
            + (behind == first ? "Remove Init for HeNormal." : "Write Init = Init.HeNormal."),
            "Init", () => [UseHe()]);
    }
}
