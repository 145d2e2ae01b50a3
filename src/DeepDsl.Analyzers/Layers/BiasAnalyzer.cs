using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Biases that start elsewhere than at zero, that a batch norm cancels, or that are missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BiasAnalyzer : ModelAnalyzer
{
    /// <summary>What AlexNet starts biases in front of ReLU with, to keep units alive at first.</summary>
    private const double LargestSmallBias = 1;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3002_BiasStart, LayerRules.DD3016_BiasBeforeBatchNorm, LayerRules.DD3022_NoBias];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        HashSet<string> lent = [.. model.Flow.Rows.Where(r => r.Shares()).Select(r => r.Layer.Text("Share"))];
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.StartsWeights()))
        {
            if (!row.Layer.Bool("Bias"))
            {
                Missing(model, row);
            }
            else if (!lent.Contains(row.Layer.Name) && model.Flow.CancellingNorm(row) is { } norm)
            {
                model.Report(LayerRules.DD3016_BiasBeforeBatchNorm, row.Path,
                    $"{row.Layer.Title} adds a bias to {row.EachOfItsChannels()}, but {norm.Layer.Title} subtracts "
                    + "their mean, and the bias with it.",
                    "Bias", [new("write Bias = false", draft => draft.WithoutBias(row))]);
            }
            else
            {
                Start(model, row);
            }
        }
    }

    private static void Start(ModelUnderAnalysis model, LayerRow row)
    {
        string init = row.Layer.Enum("BiasInit");
        double value = init == "Ones" ? 1 : row.Layer.Real("BiasInitValue");
        bool constant = init is "Ones" or "Constant";
        if (init == "Zeros" || (constant && value == 0) || !model.Flow.IsHidden(row) || JoinsAnother(model.Flow, row))
        {
            return;
        }

        string function = model.Flow.ActivationBehind(row, r => r.OnlyMoves())?.Activation() ?? "";
        if (constant && value is > 0 and <= LargestSmallBias && Activations.IsReLU(function))
        {
            return;
        }

        string start = constant ? $"at {new NumberArgument(value)}" : $"by Init.{init}";
        model.Report(LayerRules.DD3002_BiasStart, row.Path,
            $"{row.Layer.Title} starts its biases {start}; hidden layers start them at 0, since random weights already make units "
            + "differ.",
            "BiasInit", [new("remove BiasInit", draft => draft.DropGiven(row, "BiasInit", "BiasInitValue"))]);
    }

    /// <summary>A norm of scores would leave nothing of what tells them apart; behind an activation of the layer's own it comes too late.</summary>
    private static IEnumerable<NextStep> PutNorm(ModelUnderAnalysis model, LayerRow row) =>
        !model.Flow.IsHidden(row) || row.Activation() is not null ? []
        : [new("put [BatchNorm] behind it", draft => draft.InsertAfter(model.Flow, row, nameof(BatchNorm)))];

    /// <summary>Gates, and branches of a sum, start open, closed or empty by their bias.</summary>
    private static bool JoinsAnother(Flow flow, LayerRow row) =>
        flow.Downstream(row, r => !r.HasWeights() && !r.IsMerge()).Any(r => r.IsMerge());

    private static void Missing(ModelUnderAnalysis model, LayerRow row)
    {
        if (model.Flow.Upstream(row, r => r.IsActivation() || r.OnlyMoves() || r.IsNoise() || r.IsPool())
            .Any(r => r.IsNorm() || r.Layer.Op is UnknownOp))
        {
            return; // whose shift passes through the weights
        }

        LayerRow? at = row;
        while (at is not null && at.Activation() is null && !model.Flow.IsOutput(at))
        {
            at = model.Flow.OnlyReader(at);
            if (at is not null && !(at.IsActivation() || at.OnlyMoves() || at.IsNoise() || at.IsPool()))
            {
                return;
            }
        }

        if (at is not null)
        {
            model.Report(LayerRules.DD3022_NoBias, row.Path,
                $"{row.Layer.Title} has no bias, and no normalisation directly behind it gives {row.ItsChannels()} a "
                + "shift: each is 0 where its input is.",
                "Bias", [new("remove Bias = false", draft => draft.DropGiven(row, "Bias")), .. PutNorm(model, row)]);
        }
    }
}
