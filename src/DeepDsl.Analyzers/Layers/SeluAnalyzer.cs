using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>What keeps SELU from normalising by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeluAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3010_SeluWithNorm, LayerRules.DD3011_SeluWithDropout];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Activation() == "SELU"))
        {
            LayerRow? behind = Behind(model.Flow, row);
            LayerRow? norm = row.IsActivation() && row.Sources[0] is { } before && before.IsNorm() ? before
                : behind is not null && behind.IsNorm() ? behind : null;
            if (norm is not null)
            {
                model.Report(LayerRules.DD3010_SeluWithNorm, row.Path,
                    $"{row.ActivatedTitle()} stands next to {norm.Layer.Title}; SELU keeps mean 0 and variance 1 by itself, the "
                    + "norm makes them, so one of the two is for nothing.",
                    "Activation",
                    [
                        new("use ReLU", draft => draft.SetActivation(row, "ReLU")) { Because = " with the norm" },
                        RemoveNorm(model, row, norm),
                    ]);
            }
            else if (behind is { Layer.Op: Dropout or SpatialDropout1D or SpatialDropout2D } && behind.DropRate() > 0)
            {
                model.Report(LayerRules.DD3011_SeluWithDropout, behind.Path,
                    $"{behind.Layer.Title} sets values behind {row.ActivatedTitle()} to 0, which changes the mean 0 and variance "
                    + "1 that SELU keeps.", "",
                    [new("use [AlphaDropout]", behind.Layer.Op is Dropout ? draft => draft.Rename(behind.Path, nameof(AlphaDropout)) : null)
                        { Because = ", which drops to SELU's lower limit" }]);
            }
        }
    }

    /// <summary>Without the norm, the weights in front have to start as SELU asks, and to have a bias.</summary>
    private static NextStep RemoveNorm(ModelUnderAnalysis model, LayerRow row, LayerRow norm)
    {
        string remove = $"remove [{norm.Layer.Op.Name}]";
        if (norm.Sources[0] is not { } weights || !weights.StartsWeights() || row.Sources[0] != norm)
        {
            return new(remove, draft => draft.Remove(model.Flow, norm));
        }

        return new($"{remove} and write Init = Init.LeCunNormal in {weights.Layer.Title}", draft => draft.Remove(model.Flow, norm)
            .Set(weights.Path, "Init", new EnumArgument("Init", "LeCunNormal")).DropGiven(weights, "InitValue", "Bias"));
    }

    private static LayerRow? Behind(Flow flow, LayerRow row)
    {
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && at.OnlyMoves())
        {
            at = flow.OnlyReader(at);
        }

        return at;
    }
}
